"""Plainly made-up words for the measured practice: enough of them, unevenly used, as in real notes."""

from __future__ import annotations

from random import Random

SYLLABLES = ("al", "bar", "ben", "bri", "cor", "dal", "den", "el", "fen", "gar", "har", "hol", "ing", "kel", "lan",
             "lor", "mar", "mel", "nor", "or", "pel", "quin", "ren", "ros", "sal", "sed", "tar", "thor", "ul", "ver", "wal",
             "yar")
ENDS = ("brook", "bury", "by", "combe", "dale", "field", "ford", "gate", "ham", "hurst", "ley", "mere", "stead", "ton",
        "wick")
WHO = ("The family", "The deputy", "The support team", "Her therapist", "His brother", "The school", "The case",
       "The provider", "The solicitor", "The ward", "The new support worker", "The occupational therapist",
       "The client", "A neighbour", "The social worker", "The treating team", "His mother", "The insurer", "The agency",
       "The housing officer")
DID = ("asked for", "was unsure about", "came back to", "spoke up against", "has waited for", "now agrees with",
       "needs more time with", "wrote twice about", "had not been told of", "keeps returning to", "was relieved by",
       "could not see the point of", "put off", "is ready to try", "misread", "found words for", "pressed hard for",
       "has doubts about", "took the lead on", "stepped back from")
WHAT = ("the move to supported living", "the weekly timetable", "the change of medication", "the rota for weekends",
        "a quieter bedroom", "the tenancy papers", "the next review", "the cost of equipment", "a slower start to work",
        "the plan for the holidays", "the risk assessment", "a joint meeting", "the discharge date", "the splint clinic",
        "the memory aids", "the transport to college", "the handover note", "respite in the spring",
        "the wheelchair trial", "the budget for support")
WHY = ("because the last attempt went badly", "although nothing had been written down", "after two difficult weeks",
       "and said so in front of everybody", "while the ward was short of staff", "since the new house is further away",
       "with good reason", "before anybody had spoken to the client", "and wanted it settled by the end of the month",
       "as far as anyone could tell", "which surprised us both", "even though it costs more at first",
       "and we looked at what lies beneath that", "so a shorter step may be wiser", "despite a clear agreement in June",
       "and I noticed how tired that made me", "once the reasons were on the table", "without being asked")
DO = ("Ask the deputy for", "Write down", "Agree a date for", "Send the team a page on", "Check who is told about",
      "Bring back", "Talk to the family about", "Put in the diary", "Find out what happened to",
      "Compare two offers for", "Review", "Close")


class Words:
    """Sentences from one generator of chance, so that the same seed says the same things."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._places = sorted({f"{first}{second}{end}".capitalize() for first in SYLLABLES for second in SYLLABLES[::5]
                               for end in ENDS[::2]})
        rng.shuffle(self._places)

    def place(self) -> str:
        """A name of no real place; a few are common, most are rare."""
        return self._places[int(len(self._places) * self._rng.random() ** 3)]

    def rare(self) -> tuple[str, ...]:
        """Names that only a few notes hold."""
        return tuple(self._places[-40:])

    def sentence(self) -> str:
        """One sentence of eight to eighteen words."""
        chance = self._rng.choice
        where = f" at {self.place()}" if self._rng.random() < 0.3 else ""
        return f"{chance(WHO)} {chance(DID)} {chance(WHAT)}{where} {chance(WHY)}."

    def note(self, least: int, most: int) -> str:
        """A text of so many words, in paragraphs."""
        wanted, parts, count = self._rng.randint(least, most), list[str](), 0
        while count < wanted:
            parts.append(self.sentence())
            count += parts[-1].count(" ") + 1
        words = " ".join(parts).split(" ")[:wanted]
        cut = len(words) * 2 // 3 if len(words) > 80 else len(words)
        return "\n\n".join(filter(None, (" ".join(words[:cut]), " ".join(words[cut:]))))

    def task(self) -> str:
        """What somebody will do."""
        where = f" in {self.place()}" if self._rng.random() < 0.3 else ""
        return f"{self._rng.choice(DO)} {self._rng.choice(WHAT)}{where}"
