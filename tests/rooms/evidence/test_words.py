import pytest

from mandat.evidence.rules.mapping import LogMap
from mandat.evidence.rules.words import is_unknown, read_activity


@pytest.mark.parametrize(
    ("name", "outcome", "document", "role"),
    [
        ("Declaration FINAL_APPROVED by SUPERVISOR", "granted", "Declaration", "SUPERVISOR"),
        ("Declaration REJECTED by BUDGET OWNER", "refused", "Declaration", "BUDGET OWNER"),
        ("Request For Payment APPROVED by PRE_APPROVER", "granted", "Request For Payment",
         "PRE_APPROVER"),
        ("Ansökan beviljad av enhetschef", "granted", "Ansökan", "enhetschef"),
        ("Ansökan avslagen av nämnden", "refused", "Ansökan", "nämnden"),
        ("Ansökan ej godkänd av enhetschef", "refused", "Ansökan", "enhetschef"),
        ("Beslut: avslag", "refused", "", None),
        ("Bifall", "granted", "", None),
        ("Ansökan delvis beviljad av handläggare", "changed", "Ansökan", "handläggare"),
        ("Leave approved with changes by manager", "changed", "Leave", "manager"),
        ("Remiss återremitterad av nämnden", "returned", "Remiss", "nämnden"),
        ("Claim sent back by clerk", "returned", "Claim", "clerk"),
        ("Nekad av chef", "refused", "", "chef"),
        ("A_DECLINED", "refused", "", None),
    ],
)  # fmt: skip
def test_a_ruling_is_read_from_its_name(name, outcome, document, role):
    read = read_activity(name)
    assert (read.outcome, read.document, read.role) == (outcome, document, role)


@pytest.mark.parametrize(
    "name",
    ["Payment Handled", "Request Payment", "Approved or rejected", "Not rejected", "Godkännande",
     "Declaration SUBMITTED by EMPLOYEE", ""],
)  # fmt: skip
def test_what_is_no_ruling_is_not_taken_for_one(name):
    assert read_activity(name).outcome is None


def test_submitting_and_stopping_are_seen():
    assert read_activity("Declaration SAVED by EMPLOYEE").submits
    assert read_activity("Ansökan inskickad").submits
    assert read_activity("Ansökan återkallad").stops
    assert not read_activity("Declaration APPROVED by X").submits


@pytest.mark.parametrize("role", ["MISSING", "undefined", "Okänd", "", "  ", None])
def test_an_unknown_role_is_known_as_one(role):
    assert is_unknown(role)


def test_a_map_that_names_outcomes_speaks_alone():
    said = LogMap(outcomes={"A_DECLINED": "refused"})
    assert said.activity("A_DECLINED").outcome == "refused"
    assert said.activity("O_DECLINED").outcome is None


@pytest.mark.parametrize(
    ("fact", "may"),
    [("Amount", True), ("RequestedAmount", True), ("AMOUNT_REQ", True), ("Belopp", True),
     ("Cost_Type", False), ("age", False), ("Responsible_actor", False), ("BudgetNumber", False)],
)  # fmt: skip
def test_only_amounts_condition_a_limit_unless_the_map_allows_more(fact, may):
    assert LogMap().may_condition(fact) is may
    assert LogMap(facts=frozenset({fact})).may_condition(fact)
