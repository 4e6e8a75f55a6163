"""The register of measures: what is measured, why, who sees it, and how to switch it off.

The same register, with reasons in full, is docs/reference/measures.md; a test holds them together.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mandat.common.switches import is_on

__all__ = ["MEASURES", "Measure", "is_on"]


@dataclass(frozen=True)
class Measure:
    """One measure. With a `switch` it can be turned off by naming it in MANDAT_MEASURES_OFF."""

    key: str
    what: str | Promise
    why: str | Promise
    who: str | Promise
    switch: bool

    @property
    def on(self) -> bool:
        return is_on(self.key)


MEASURES: tuple[Measure, ...] = (
    Measure(
        "pulse",
        _(
            "One question a week about shaping one's work, managing, belonging, meaning and daring"
            " to speak."
        ),
        _("So that the organisation notices how everyday life is, not only what gets done."),
        _(
            "Your own answer: you. Others: the mean of at least five, blurred a little, by month"
            " that has ended, for the whole organisation and its largest circles."
        ),
        switch=True,
    ),
    Measure(
        "felt",
        _("How a hand-over feels to those who received it and those who ask."),
        _("A change is finished when people say that it helps, not when it has been installed."),
        _(
            "Everyone, from five answers, five at a time and blurred a little. Words only with"
            " their writer's name."
        ),
        switch=True,
    ),
    Measure(
        "before_after",
        _("How much those whom a hand-over concerns can decide, before it and some weeks later."),
        _("So that a hand-over is judged by what it does for people, not by having been done."),
        _(
            "Everyone, once nobody is asked any more: two groups of at least five, blurred a"
            " little, never the same person followed."
        ),
        switch=True,
    ),
    Measure(
        "feedback",
        _("What people say of a person, role, ruling, service, hand-over or the organisation."),
        _("So that what people think reaches the one who can do something about it."),
        _(
            "The one it is for; the role that looks, if it is reported; everyone, if the giver says"
            " yes. In confidence: a keyed hash and the day. Anonymously: the day alone."
        ),
        switch=True,
    ),
    Measure(
        "open_questions",
        _("What anyone with the link answers to an open question."),
        _("So that also those who never log in can say what they think."),
        _(
            "The one who asks: five answers or more at a time, in random order, when ten have come"
            " or it is closed. No sender and no time is kept."
        ),
        switch=True,
    ),
    Measure(
        "obstacles",
        _("What holds people back, from those who let it count: power, habit, endurance."),
        _("So that the organisation notices what has to be easier, not who is stuck."),
        _(
            "Your own words: you, and the companion you choose. Others: how many at least, in"
            " steps of five, the whole organisation, once the quarter is over."
        ),
        switch=True,
    ),
    Measure(
        "applause",
        _("Applause for something that went well: one tap, which can be taken back."),
        _("So that whoever told of it notices that others are glad."),
        _("You: your own tap. Everyone: that many applaud, from five; never how many, or who."),
        switch=True,
    ),
    Measure(
        "waits",
        _("How long a stage usually takes: the median of the last 90 days, from five cases up."),
        _("So that whoever asks knows what to expect."),
        _("Everyone. Where one person alone decides at a stage, it is in effect theirs."),
        switch=True,
    ),
    Measure(
        "waited_most",
        _("How long people wait in a matter in all, and how often the answer is yes."),
        _("So that it shows where perhaps nobody needs to ask."),
        _("Everyone, where at least five have asked; how often it was yes, where five have ruled."),
        switch=True,
    ),
    Measure(
        "mirror",
        _("How one's own rulings turned out."),
        _("So that whoever decides can see what might be handed over."),
        _("The one who ruled, alone."),
        switch=False,
    ),
    Measure(
        "given_back",
        _("Days of waiting that hand-overs have given back. An estimate."),
        _("So that what was won is seen, also when it is little."),
        _("Everyone, for each hand-over and in all. No one who asked or ruled is named."),
        switch=True,
    ),
    Measure(
        "share",
        _("How many people can use at least one mandate, and how many have used one lately."),
        _("The goal is that everyone can decide something, and does."),
        _(
            "Everyone, as figures for all together. Who holds a mandate is open in any case. How"
            " many have used one: at least, in steps of five, when the month is over."
        ),
        switch=True,
    ),
    Measure(
        "steps",
        _(
            "How many take a step: in hand-overs, as the record shows, and on journeys of their"
            " own, if they let it count."
        ),
        _("So that small steps are seen as a movement, and nobody's pace as a figure."),
        _(
            "Everyone, as how many at least, in steps of five, when the month is over. A journey"
            " itself: you, and the companion you choose."
        ),
        switch=True,
    ),
    Measure(
        "still",
        _(
            "Mandates past their review, proposals that wait, matters where nothing has moved, and"
            " hand-overs that went back."
        ),
        _("So that what stands still is seen, without asking whose it is."),
        _("Everyone, as counts of what is decided and proposed. No person is counted."),
        switch=True,
    ),
    Measure(
        "shadow",
        _("How often receivers and giver answered alike while shadowing."),
        _("So that both can see whether it is safe to hand over."),
        _("The giver and that receiver. In the grounds only when both agree."),
        switch=False,
    ),
    Measure(
        "practice",
        _("What one says of past cases when one practises, beside what was ruled."),
        _("So that one learns to decide before one does it in earnest."),
        _(
            "You: your own answers, which you can erase. Others: what at least five have said of"
            " cases like one, in steps of five."
        ),
        switch=True,
    ),
    Measure(
        "ruled_alike",
        _("How often those who decide rule alike on cases that look alike."),
        _("So that whoever practises does not take ordinary differences for mistakes."),
        _("Whoever has practised, where at least five rule: one figure a stage, in tenths."),
        switch=True,
    ),
    Measure(
        "use_of_mandate",
        _("How a mandate was used in the last year: answers, amounts, and cases handed back."),
        _("So that whoever gave it can answer for it without looking over anybody's shoulder."),
        _("Whoever gave the mandate and those who use it: the same page, and never per person."),
        switch=True,
    ),
    Measure(
        "checks",
        _("Rulings drawn at random and looked at afterwards, while a hand-over is in force."),
        _("So that a fault is found and mended without an approval beforehand."),
        _("The giver, and whoever made the ruling."),
        switch=False,
    ),
)
