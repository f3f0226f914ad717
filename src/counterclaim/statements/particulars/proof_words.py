"""Words by which the rules of proof are told: what is offered, checked, missing, or only looked for."""

from __future__ import annotations

from counterclaim.model import Act

PROOF = frozenset({"evidence", "proof", "proofs"})

OFFER = frozenset(
    {
        "provide",
        "offer",
        "present",
        "give",
        "produce",
        "furnish",
        "supply",
        "submit",
        "show",
        "publish",
        "release",
        "make",
        "adduce",
    }
)

RELEASE = frozenset(
    {
        "release",
        "publish",
        "post",
        "issue",
        "broadcast",
        "air",
        "distribute",
        "circulate",
        "upload",
        "send",
        "show",
        "produce",
        "present",
        "offer",
        "attach",
        "share",
        "cite",
        "leave",
        "disseminate",
        "play",
        "display",
        "provide",
        "obtain",
    }
)

TELL = frozenset(
    {
        "show",
        "prove",
        "indicate",
        "suggest",
        "point",
        "point to",
        "link",
        "confirm",
        "depict",
        "reveal",
        "implicate",
        "demonstrate",
        "tie",
        "connect",
        "match",
        "identify",
        "purport",
    }
)

FOUND = frozenset({"found", "left", "recovered", "discovered", "scattered", "distributed", "dropped"})

TELLING = frozenset(
    {
        form
        for base in (
            "show",
            "prove",
            "indicate",
            "suggest",
            "point",
            "link",
            "confirm",
            "depict",
            "reveal",
            "implicate",
            "demonstrate",
            "connect",
            "match",
        )
        for form in (base, base + "s", base + "ed", base + "d", base + "ing")
    }
    | {"tied", "shown", "proving", "proven", "indicating", "implicating", "revealing"}
)

AGAINST = frozenset(
    {
        "no",
        "without",
        "little",
        "scant",
        "insufficient",
        "lack",
        "lacked",
        "lacks",
        "hardly",
        "nor",
        "never",
        "not",
        "n't",
        "cannot",
        "refused",
        "failed",
        "lacking",
        "denied",
    }
)

OPEN = frozenset(
    {
        "if",
        "whether",
        "would",
        "search",
        "searching",
        "looking",
        "gather",
        "gathering",
        "collect",
        "collecting",
        "seek",
        "seeking",
        "destroy",
        "destroyed",
        "should",
        "examine",
        "examining",
    }
)

VERIFY = frozenset(
    {
        "verify",
        "verified",
        "verifies",
        "verifying",
        "authenticate",
        "authenticated",
        "corroborate",
        "corroborated",
        "substantiate",
        "substantiated",
    }
)

UNVERIFIED = frozenset({"unverified", "uncorroborated", "unsubstantiated", "unauthenticated"})

DOUBTED = frozenset(
    {"could", "not", "n't", "cannot", "no", "unable", "impossible", "yet", "never", "difficult", "neither"}
)

PURPOSE = frozenset({"bodies", "remains", "corpses", "dead", "victims", "victim", "paternity"})

SEEN = frozenset({"identify", "see", "recognise", "recognize", "testify", "name"})

CULPRITS = frozenset(
    {
        "gunmen",
        "gunman",
        "attacker",
        "attackers",
        "assailants",
        "soldiers",
        "uniforms",
        "troops",
        "men",
        "killers",
        "killer",
        "bomber",
        "assassins",
        "kidnappers",
        "perpetrators",
        "policemen",
    }
)

RESPONSIBLE = frozenset({Act.CLAIMS, Act.ATTRIBUTES, Act.SUSPECTS, Act.DOUBTS, Act.DENIES})

CHECKED = frozenset(
    {
        "claim",
        "claims",
        "statement",
        "video",
        "footage",
        "photographs",
        "photos",
        "message",
        "letter",
        "recording",
        "authenticity",
        "report",
        "reports",
        "communique",
        "communiqué",
        "responsibility",
        "images",
    }
)
