"""Words by which the shape of a how-to is known: alternatives for regular expressions, several languages together.

They are everyday words, general on purpose: what is mixed or joined is never listed together with what it would make.
"""

from __future__ import annotations

ORDERS = (
    "add|apply|assemble|attach|bend|bind|boil|bury|charge|check|clean|close|combine|connect|cool|cover|"
    "crush|cut|detonate|"
    "dilute|dip|dissolve|drain|drill|dry|fasten|file|fill|filter|fit|fix|fold|glue|grind|heat|hide|hold|"
    "insert|join|keep|"
    "lay|leave|let|light|link|load|lower|make|measure|melt|mix|mount|obtain|open|pack|place|plug|pour|"
    "prepare|press|pull|"
    "put|remove|repeat|rinse|roll|run|screw|seal|secure|set|shake|soak|solder|stir|store|strap|stuff|"
    "take|tape|tie|turn|twist|"
    "use|wait|warm|wash|wear|weigh|weld|wind|wire|wrap|"
    "ajoutez|ajouter|assemblez|attachez|branchez|chauffez|chauffer|connectez|coupez|faites|fixez|laissez|"
    "m[ée]langez|m[ée]langer|"
    "mettez|mettre|percez|placez|placer|prenez|remplissez|remplir|reliez|s[ée]chez|versez|verser|"
    "a[ñn]ada|a[ñn]adir|agregue|agregar|caliente|calentar|coloque|colocar|conecte|conectar|corte|deje|"
    "llene|llenar|mezcle|mezclar|"
    "ponga|poner|seque|suelde|tome|vierta|verter|una|"
    "befestigen|bohren|erhitzen|f[üu]llen|f[üu]ge|geben|gib|gie[ßs]en|lege|legen|l[öo]ten|mische|mischen|"
    "nehmen|nimm|r[üu]hren|"
    "schneiden|setzen|trocknen|verbinde|verbinden|warten|wickeln|"
    "misture|adicione|aque[çc]a|coloque|conecte|"
    "أضف|اخلط|ضع|قم|سخن|صل|املأ|خذ|استخدم|اثقب|смешайте|добавьте|нагрейте|поместите|соедините|возьмите|насыпьте|налейте"
)

YOU = (
    r"you (?:will need|need to|should|must|can then|have to|then)|your (?:mixture|device|charge)|"
    r"make sure (?:that )?(?:you|the|to)|be careful (?:to|not)|"
    r"how to (?:build|make|assemble|construct|prepare)|vous (?:devez|aurez besoin|pouvez ensuite)|"
    r"il faut (?:ensuite|alors)|"
    r"(?:usted )?(?:debe|necesitar[áa]s?|tienes que)|(?:du musst|sie m[üu]ssen|man nehme|man nimmt|"
    r"du brauchst)|عليك أن|вам понадоб\w+|вы должны"
)

HARM = (
    r"bombs?|explosives?|explode|detonat\w+|grenades?|mines?|ieds?|landmines?|warheads?|shrapnel|weapons?|"
    r"firearms?|silencers?|rifles?|"
    r"pistols?|ammunition|poison\w*|toxins?|nerve agents?|molotovs?|incendiar\w+|blast\w*|"
    r"booby[- ]?traps?|pipe bombs?|rockets?|missiles?|"
    r"bombes?|explosifs?|d[ée]tonateurs?|armes?|explosivos?|detonador\w*|armas?|minas?|veneno|"
    r"sprengstoff\w*|sprengsatz|bomben?|"
    r"waffen?|z[üu]nder|gift\w*|bombas?|قنبلة|قنابل|عبوة ناسفة|متفجر\w*|صاعق|سلاح|سم|бомб\w*|взрывчат\w*|"
    r"детонатор\w*|оружи\w*|яд"
)

PARTS = (
    r"acid|agent|alcohol|ball bearings?|barrel|batter(?:y|ies)|bolts?|bottle|bullets?|canister|cap|casing|"
    r"cartridges?|cell ?phone|charge|circuit|"
    r"compound|container|cord|crystals|detonator|device|diesel|explosive|fertili[sz]er|filler|flour|"
    r"fragments|fuel|fuse|gas|gasoline|grease|"
    r"gunpowder|igniter|ingredients?|liquid|magazine|mixture|nails?|nitrate|oil|oxidi[sz]er|paste|peroxide|petrol|pipe|"
    r"powder|primer|propellant|receiver|resin|rod|salt|scrap metal|screws|solution|solvent|spring|sugar|"
    r"switch|tape|timer|trigger|"
    r"tube|vest|wick|wires?|acide|batterie|bouteille|clous|engrais|essence|fil|fils|m[ée]lange|m[ée]tal|"
    r"minuterie|poudre|sucre|tuyau|"
    r"[áa]cido|az[úu]car|bater[íi]a|botella|cable|cables|clavos|fertilizante|gasolina|mezcla|mecha|"
    r"p[óo]lvora|polvo|temporizador|tubo|"
    r"batterien?|benzin|d[üu]nger|draht|dr[äa]hte|flasche|mischung|n[äa]gel|pulver|rohr|s[äa]ure|zucker|zeitschalter|"
    r"خليط|مسحوق|سلك|أسلاك|بطارية|مسامير|أنبوب|وقود|حمض|سماد|смесь|порошок|провод\w*|батаре\w+|гвозд\w+|"
    r"труб\w+|кислот\w+"
)
