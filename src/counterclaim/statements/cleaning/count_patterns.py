"""Patterns of how English tells of the killed and the hurt, tried around each number of people."""

from __future__ import annotations

import re

KILLED = (
    r"killed|dead|slain|slaughtered|murdered|massacred|assassinated|beheaded|shot dead|shot and killed|"
    r"shot to death|stabbed to death|"
    r"hacked to death|beaten to death|burned to death|burnt to death|burned alive|crushed to death|blown "
    r"up|executed|died|perished|"
    r"martyred|lost their li(?:fe|ves)|lost (?:his|her|its) life|lives lost|found dead|pronounced dead|"
    r"succumbed|drowned"
)
HURT = (
    r"wounded|injured|hurt|maimed|hospitali[sz]ed|in hospital|(?:taken|rushed|admitted) to (?:a |the "
    r")?(?:\w+ )?hospitals?|treated (?:in|at|for)|suffered injuries|burned|burnt|sustained "
    r"injuries|suffering injuries"
)
CUE = re.compile(
    rf"\b(?:{KILLED}|{HURT}|kill\w*|murder\w*|wounding|injur\w+|hurting|deaths?|dying|fatal\w*|toll|"
    rf"li(?:fe|ves)|casualt\w+|died|massacr\w+|assassinat\w+|execut\w+)\b",
    re.IGNORECASE,
)
BEEN = r"were|was|have been|has been|had been"
ENDED = r"died|perished|lost (?:their|his|her)"
GAP_STOP = (
    r"who|whom|which|that|and|but|or|when|after|before|where|while|if|because|said|says|told|reported|"
    r"killed|injured|wounded|"
    r"were|was|have|has|had|died|by"
)
GAP = (
    r"(?:(?:\s+(?:on|in|at|from|of|near|with|aboard|inside|outside|including|between|[a-z]+ing)|"
    r"(?<=ing)\s+(?:the|an?|its|their))"
    rf"(?:\s+(?!(?:{GAP_STOP})\b)[\w'’-]+){{1,9}}?(?=\s+(?:{BEEN}|{ENDED})\b))"
)
"""What may part people from what was done to them: "two guards at the gate of the embassy were killed"."""
APPOSITION = (
    rf"(?:,\s+(?:including|among them)\s[^.;()]{{1,160}}?,(?=\s+(?:{BEEN}|{ENDED})\b)|"
    rf",[^,.;()]{{1,80}},(?=\s+(?:{BEEN}|{ENDED}|have|had|are)\b)|,(?=\s+(?:{BEEN})\b)|"
    rf"\s+--?\s[^.;]{{1,80}}?\s--?(?=\s+(?:{BEEN}|{ENDED})\b))"
)
SECOND_NAME = r"(?-i:(?:\s+[A-Z][\w'’-]+){0,3}\s+and(?:\s+[A-Z][\w'’-]+){1,4}(?=,?\s+w))"
AFTER = re.compile(
    rf"(?:\s*\([^()]{{0,80}}\))?(?:{SECOND_NAME})?(?:{APPOSITION})?(?:{GAP}|\s+(?:on board|aboard|inside))?"
    rf"(?:,?\s+(?:who|which|that)(?=\s+(?:{BEEN}|{ENDED}|have|has|had)\b))?"
    rf"(?:\s+(?:{BEEN}|are|is|being|be|got|have|has|had|lay|lie|remain|remained))?"
    r"(?:\s+(?:not|all|also|both|either|reportedly|confirmed|believed|feared|then|later|subsequently|"
    r"reported|said to be|"
    r"initially|instantly|\w+ly)){0,2}\s+"
    rf"(?:(?P<killed>{KILLED})|(?P<hurt>{HURT}))\b"
    r"(?!\s+(?:by\s+)?hostage|\s+(?:or|and/or)\s+(?:wounded|injured|hurt|maimed|killed))",
    re.IGNORECASE,
)
NOUN = re.compile(
    r"\b(?:(?P<killed>deaths?|fatalit(?:y|ies)|dead|killed|lives)|(?P<hurt>injur(?:y|ies)|wounded|injured))\W*$",
    re.IGNORECASE,
)
BEFORE = re.compile(
    r"\b(?:(?P<killed>kill(?:ed|ing|s)?|murder(?:ed|ing)|slay(?:ing)?|slew|assassinat(?:ed|ing)|"
    r"execut(?:ed|ing)|massacr(?:ed|ing)|slaughter(?:ed|ing)|"
    r"behead(?:ed|ing)|shot dead|shot and killed|gunned down|"
    r"(?:claim(?:ed|ing|s)?|took|taking|cost(?:ing)?) (?:the )?lives of|(?:deaths?|murders?|killings?|"
    r"massacre|assassinations?|slayings?|execution) of(?: the)?|"
    r"(?:confirmed |reported )?(?:deaths|dead|fatalities) (?:are|were|included?|include)|"
    r"number of (?:the )?(?:dead|deaths|fatalities|victims|people killed)(?: \w+){0,3} (?:at|to|was|is|reached|as)|"
    r"(?:death )?tolls?(?: \w+){0,6} (?:of|to|at|was|is|reached|reaches|stands at|stood at|as|by))|"
    r"(?P<hurt>number of (?:the )?(?:wounded|injured|injuries)(?: \w+){0,3} (?:at|to|was|is|reached|as)|"
    r"wound(?:ed|ing|s)?|injur(?:ed|ing|es|ies to)|hurt(?:ing)?|maim(?:ed|ing)|(?:injured|"
    r"wounded) (?:are|were|included?|include)))"
    r"(?P<self>\s+(?:himself|herself|themselves|itself)\s+(?:and|along with|as well as))?\s*[:,]?\s*$",
    re.IGNORECASE,
)
INFINITIVE = re.compile(
    r"\b(?:to|will|would|could|might|may|not|can|must|n't|n’t)\s+(?:\w+\s+)?(?:kill|murder|wound|injure|"
    r"execute|hurt|assassinate)\s*$",
    re.IGNORECASE,
)
JOIN = re.compile(r"\s*(?:,|,?\s*(?:and|as well as|plus|along with|&))\s*(?:also\s+)?", re.IGNORECASE)
PART = re.compile(
    r"\b(?:including|includes|included|among (?:them|those|the dead|whom)|of (?:them|whom|these)|whom|"
    r"comprising|dont(?: les)?)\W*(?:at least\s+|the\s+)?$|[(]\s*$",
    re.IGNORECASE,
)
ALSO = re.compile(
    r"(?:\bas (?:were|was|did)|\b(?:as well as|in addition to|along with|plus|besides|together with))\s*(?:also\s+)?$",
    re.IGNORECASE,
)
WITHDRAWN = re.compile(

    r"\b(?:earlier|previous|initial|preliminary|original|prior)\s+(?:\w+\s+){0,3}(?:toll|figure|report|"
    r"reports|count|estimate|estimates|number|tally|statement)"

    r"|\b(?:down|up)\s+from\b|\brevised\s+(?:down|up)\w*\s+from\b|\b(?:had\s+)?(?:initially|earlier|"
    r"previously|originally)\s+(?:been\s+)?(?:said|reported|put|announced|stated|given|believed|thought)\b"
    r"|\b(?:retracted|withdrew|corrected|not\s+\w+\s+as\s+(?:first|initially|earlier))\b", re.IGNORECASE)  # fmt: skip
RISEN = re.compile(
    r"(?:death )?tolls?\b[^.;]*\b(?:rose|risen|rises|climbed|climbs|increased|jumped|grew|grown)\b", re.IGNORECASE
)
STANDS = re.compile(r"\b(?:but|however|later|now|then|before)\b|;", re.IGNORECASE)
EACH = re.compile(r"\s+each\s+(?:from|in|of|at)\s+(?P<where>[^.;:]{1,120}?)(?=[.;:]|$)", re.IGNORECASE)
SENTENCE_END = re.compile(
    r"(?<=[^\W\d][^\W\d]\.)\s+(?=[\"“'‘A-Z0-9])|(?<=[!?])\s+|\n\s*\n\s*|\n(?=\s*[-•*–]\s)|"
    r"(?<=\d\.)\s+(?=[A-Z])|(?<=[\"”]\.)\s+|(?<=\.[\"”])\s+"
)
ATTACKER = re.compile(
    r"\b(?:(?P<part>including|among them)\s+)?the\s+(?:\w+\s+){0,2}(?:attacker|bomber|assailant|gunman|"
    r"perpetrator|hijacker|shooter|assassin)"
    r"(?:\s+(?:himself|herself))?(?:\s+(?:was|had been|has been)(?:\s+(?:also|then|later|"
    r"himself))?\s+(?:killed|shot dead|shot and killed)|\s+(?:also\s+)?died|(?=\W))",
    re.IGNORECASE,
)
NAMED = re.compile(

    r"(?P<who>(?:[A-Z][\w'’-]+\.?\s+){0,4}[A-Z][\w'’.-]*|\b(?:[Tt]he|[Hh]is|[Hh]er|"
    r"[Tt]heir)\s+(?:\w+\s+){0,3}?\w+|\b[Hh]e|\b[Ss]he)(?:,[^,.;]{1,80},)?\s+"

    r"(?:(?:was|had been|has been)\s+(?P<not>not\s+)?(?:also\s+|later\s+|\w+ly\s+)?(?:(?P<killed>killed|"
    r"murdered|assassinated|shot dead|shot and killed|stabbed to death|found dead|executed|beheaded)|"
    r"(?P<hurt>wounded|injured|hurt))|(?P<died>died)\b)",
)  # fmt: skip

NAMED_CUE = re.compile(r"\b(?:was|been|died)\b")
"""A word without which `NAMED` matches nothing."""
NAMED_OBJECT = re.compile(
    r"\b(?:[Mm]urder|[Aa]ssassination|[Kk]illing|[Ee]xecution|[Dd]eath|[Ss]laying) of (?:[a-z][\w-]+ "
    r"){0,3}(?P<name>(?:[A-Z][\w'’.-]+\s){1,4}[A-Z][\w'’-]+)"
    r"|\b(?:killed|killing|murdered|assassinated|assassinating|executed|shot dead) (?:[a-z][\w-]+ "
    r"){0,2}(?P<object>(?:[A-Z][\w'’.-]+\s){1,4}[A-Z][\w'’-]+)"
)
