//! Words of the demo: every person, street, firm and product is made up.

/// Given names.
pub(super) const GIVEN: &[&str] = &[
    "Aisha", "Alan", "Amara", "Anil", "Beth", "Bogdan", "Carys", "Chidi", "Claire", "Conor", "Daphne", "Dev",
    "Eleri", "Farah", "Fergus", "Gita", "Grace", "Hamza", "Hannah", "Idris", "Ines", "Jack", "Jasmine",
    "Keith", "Kofi", "Leila", "Liam", "Lucy", "Magda", "Marcus", "Mina", "Nadia", "Neil", "Olive", "Omar",
    "Patrick", "Pearl", "Quentin", "Rhian", "Rohan", "Rosa", "Sean", "Shanti", "Stella", "Tariq", "Una",
    "Vera", "Wesley", "Yusuf", "Zoe",
];

/// Family names.
pub(super) const FAMILY: &[&str] = &[
    "Abbott",
    "Adeyemi",
    "Ainsley",
    "Baptiste",
    "Barlow",
    "Bhatt",
    "Blackmore",
    "Bright",
    "Carver",
    "Castellan",
    "Chaudhry",
    "Colley",
    "Dalgleish",
    "Denholm",
    "Dunmore",
    "Eastwick",
    "Evanson",
    "Fairley",
    "Farrow",
    "Gallow",
    "Garside",
    "Greenhalgh",
    "Haddow",
    "Hartnell",
    "Hussain",
    "Ibbotson",
    "Imrie",
    "Jephson",
    "Kavanagh",
    "Kerr",
    "Kettle",
    "Lacey",
    "Lomax",
    "Mahoney",
    "Marlowe",
    "Mistry",
    "Nettleton",
    "Nowak",
    "Okafor",
    "Orchard",
    "Patel",
    "Pemberley",
    "Quigley",
    "Rashid",
    "Redfern",
    "Rowntree",
    "Sandhu",
    "Selwyn",
    "Tanner",
    "Thackray",
    "Underhill",
    "Vance",
    "Wadsley",
    "Whitcombe",
    "Yardley",
    "Zielinski",
];

/// Organisations: name, and the role of the person who calls.
pub(super) const ORGANISATIONS: &[(&str, &str)] = &[
    ("Alderbridge Lettings", "property manager"),
    ("St Winnow's Primary School", "site manager"),
    ("The Copper Kettle Café", "owner"),
    ("Brackenhall Care Home", "facilities"),
    ("Millrace Dental Practice", "practice manager"),
    ("Hollow Lane Housing Co-op", "maintenance secretary"),
    ("Fennel & Rye Bakery", "owner"),
    ("Oakhanger Village Hall", "booking clerk"),
    ("Tideswell Court Residents Ltd", "managing agent"),
    ("Quayside Physio", "reception"),
    ("Larkfield Nursery", "manager"),
    ("Marsh & Dunmore Solicitors", "office manager"),
    ("The Plough at Sutcombe", "landlord"),
    ("Alderbridge Rowing Club", "steward"),
];

/// Streets of each zone of the town: zone and its streets.
pub(super) const STREETS: &[(&str, [&str; 8])] = &[
    (
        "C",
        [
            "Market Row",
            "Sheep Street",
            "Priory Lane",
            "Corn Hill",
            "Bell Yard",
            "Fountain Street",
            "Castle Gate",
            "Friar's Walk",
        ],
    ),
    (
        "N",
        [
            "Northolme Road",
            "Beacon Hill",
            "Kiln Lane",
            "Larch Avenue",
            "Windmill Rise",
            "Upper Croft",
            "Quarry Road",
            "Heron Close",
        ],
    ),
    (
        "E",
        [
            "Station Road",
            "Foundry Street",
            "Gasworks Lane",
            "Tanner's Way",
            "Eastfield Drive",
            "Canal Side",
            "Lockkeeper's Row",
            "Brewery Road",
        ],
    ),
    (
        "S",
        [
            "Southmead Avenue",
            "Meadow Bank",
            "Willow Crescent",
            "Mill Lane",
            "Ferry Road",
            "Watery Lane",
            "Orchard View",
            "Bramley Close",
        ],
    ),
    (
        "W",
        [
            "Westgate",
            "Elm Street",
            "Park Avenue",
            "Sycamore Drive",
            "Chapel Hill",
            "Long Acre",
            "Copse Road",
            "Hazel Grove",
        ],
    ),
];

/// How to get in; sensitive.
pub(super) const ACCESS: &[&str] = &[
    "Key safe left of the door, code 4471",
    "Gate code 1903#",
    "Alarm in the hall, code 2580, 30 seconds",
    "Spare key with no. 12",
    "Buzzer is broken, ring the mobile",
    "Concierge has the plant room key, ask for fob 7",
    "Back gate, latch on the inside",
];

/// Dangers.
pub(super) const HAZARDS: &[&str] = &[
    "Dog loose in the garden",
    "Asbestos flue in the loft, do not disturb",
    "Steep cellar steps, no light",
    "Low beams",
    "Lone working not allowed after 18:00",
    "Old fuse board, isolate at the meter",
];

/// Where the van goes.
pub(super) const PARKING: &[&str] = &[
    "Permit bay, visitor card in the kitchen",
    "Drive, leave room for the neighbour",
    "Pay and display, 2 h at most",
    "Loading bay at the rear until 10:00",
    "No parking on the hill, use the church car park",
];

/// Standing wishes.
pub(super) const WISHES: &[&str] = &[
    "Shoes off, please",
    "Call before noon, works nights",
    "Text rather than ring",
    "Hard of hearing, knock loudly",
    "Invoice by e-mail to accounts only",
    "Likes to be told 30 minutes ahead",
    "Baby sleeps 13:00–15:00",
];

/// Equipment: what it is, maker, models.
pub(super) const EQUIPMENT: &[(&str, &str, [&str; 3])] = &[
    ("combi boiler", "Halden", ["Combi 24", "Combi 30", "Combi 35"]),
    ("system boiler", "Norvik", ["Eco 18S", "Eco 24S", "Eco 30S"]),
    ("combi boiler", "Brightflame", ["BF-28", "BF-32", "BF-36"]),
    ("unvented cylinder", "Cairnwell", ["U150", "U210", "U250"]),
    ("consumer unit", "Lathe & Hart", ["10-way", "14-way", "18-way"]),
    ("electric shower", "Sprayne", ["8.5 kW", "9.5 kW", "10.5 kW"]),
];

/// Remarks about clients and jobs.
pub(super) const REMARKS: &[&str] = &[
    "Rang to ask for the time, told the window again",
    "Wants an itemised invoice",
    "Offered tea, very pleased with the last visit",
    "Neighbour asked for our card",
    "Tenant has moved, new number is on the contact",
    "Prefers the same person as last time",
    "Photo of the data plate is in the shared folder",
    "Asked for a price for underfloor heating next year",
];
