"""Peers of the authority check, in an environment of their own: policies in, times and answers out.

Run by `bench_authority.py`. Each is given its policies parsed once, as its makers mean it.
"""

import json
import statistics
import sys
import time

MODEL = """
[request_definition]
r = sub, amount
[policy_definition]
p = sub, most
[policy_effect]
e = some(where (p.eft == allow))
[matchers]
m = r.sub == p.sub && within(r.amount, p.most)
"""


def timed(name, ask, asked):
    answers, times = [], []
    for who, amount in asked:
        start = time.perf_counter()
        answers.append(bool(ask(who, amount)))
        times.append(time.perf_counter() - start)
    return {"name": name, "answers": answers, "median": statistics.median(times)}


def casbin(policies, asked):
    import casbin as library

    model = library.Enforcer.new_model(text=MODEL)
    enforcer = library.Enforcer(model)
    enforcer.add_function("within", lambda amount, most: amount <= int(most))
    for policy in policies:
        enforcer.add_policy(policy["sub"], str(policy["most"]))
    return timed("pycasbin", enforcer.enforce, asked)


def cedar(policies, asked):
    import cedarpy

    text = "\n".join(
        f'permit(principal == User::"{p["sub"]}", action == Action::"yes", resource) '
        f"when {{ context.amount <= {p['most']} }};"
        for p in policies
    )

    rules = cedarpy.PolicySet.from_str(text)
    entities = cedarpy.Entities.from_json_str("[]")

    def ask(who, amount):
        request = {
            "principal": f'User::"{who}"', "action": 'Action::"yes"', "resource": 'Matter::"m"',
            "context": {"amount": amount},
        }  # fmt: skip
        return cedarpy.is_authorized(request, rules, entities).allowed

    return timed("cedarpy", ask, asked)


given = json.load(sys.stdin)
print(json.dumps([peer(given["policies"], given["asked"]) for peer in (casbin, cedar)]))
