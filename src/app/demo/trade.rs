//! The price book of the demo, and how its work is spoken of.

use domain::{ChecklistItem, Currency, Money, PartLine, Service, Skill};

/// One entry of the price book with the words that go with it.
#[derive(Debug)]
pub struct Offer {
    code: &'static str,
    name: &'static str,
    minutes: u32,
    skills: &'static [(&'static str, u8)],
    crew: u32,
    pounds: i64,
    scope: &'static str,
    exclusions: &'static str,
    conditions: &'static str,
    /// Lines of the checklist; those that begin with `!` are required.
    checks: &'static [&'static str],
    /// The part it most often takes; may be empty.
    pub part: &'static str,
    /// How the office writes such a job down.
    pub titles: &'static [&'static str],
    /// What the technician writes when it is done.
    pub done: &'static [&'static str],
    /// What is left when it is done in part.
    pub left: &'static str,
    /// How common it is beside the others.
    pub share: usize,
}

const GAS: &[&str] = &["!Flue and ventilation checked", "!Gas tightness tested", "Working pressure"];
const WATER: &[&str] = &["!No drips after 10 minutes", "Stopcock shown to the client"];
const POWER: &[&str] = &["!Isolated and proved dead", "!RCD trip time", "Circuit labelled"];
const HEAT: &[&str] = &["!System pressure", "!All radiators hot", "Inhibitor dosed"];

/// The price book, in the order of its service ids.
#[rustfmt::skip] // a table: each entry stays one paragraph
pub const OFFERS: [Offer; 16] = [
    Offer {
        code: "GAS-SVC", name: "Boiler service", minutes: 60, skills: &[("gas", 3)], crew: 1, pounds: 95,
        scope: "Strip, clean, test and set one gas boiler; benchmark log filled in",
        exclusions: "Parts; flues in closed voids", conditions: "Boiler can be reached and is not leaking",
        checks: GAS, part: "", share: 14, left: "Fit new seal kit, then test again",
        titles: &["Annual boiler service", "Boiler service", "Boiler service, first with us"],
        done: &["Serviced and left safe, combustion in range", "Service done, expansion vessel recharged"],
    },
    Offer {
        code: "GAS-REP", name: "Boiler repair", minutes: 90, skills: &[("gas", 3)], crew: 1, pounds: 120,
        scope: "Find and mend the fault; first hour and small parts", exclusions: "Parts over 40",
        conditions: "Client is told of any part before it is fitted", checks: GAS, part: "diverter valve", share: 12,
        titles: &["Boiler no heat", "No hot water", "Boiler locks out", "Boiler kettling", "Pressure keeps dropping"],
        done: &["Fan replaced, fires every time now", "Diverter valve changed", "Condensate cleared, reset, tested"],
        left: "Return with diverter valve",
    },
    Offer {
        code: "GAS-INST", name: "Boiler replacement", minutes: 480, skills: &[("gas", 4)], crew: 2, pounds: 2450,
        scope: "Remove the old boiler, fit, flush and commission the new one; registered",
        exclusions: "Making good, scaffolding", conditions: "Survey done, deposit paid", checks: GAS,
        part: "combi boiler", share: 0, titles: &["Replace boiler", "New combi, old one out"],
        done: &["Fitted, commissioned and registered, client shown the controls"], left: "Commission after the flush",
    },
    Offer {
        code: "GAS-CERT", name: "Landlord gas safety record", minutes: 45, skills: &[("gas", 3)], crew: 1, pounds: 85,
        scope: "Check of each gas appliance, record sent the same day", exclusions: "Repairs",
        conditions: "Tenant has been told", checks: GAS, part: "", share: 9,
        titles: &["Gas safety record", "Landlord gas check"],
        done: &["Record issued, no defects", "Record issued, one advisory on the flue terminal"],
        left: "Hob could not be tested, return",
    },
    Offer {
        code: "HEAT-RAD", name: "Radiator replacement", minutes: 120, skills: &[("heating", 2)], crew: 1, pounds: 210,
        scope: "One radiator like for like with new valves", exclusions: "Altering pipes under floors",
        conditions: "Radiator on site or ordered by us", checks: HEAT, part: "radiator valve pair", share: 6,
        titles: &["Replace bathroom radiator", "Radiator leaks at the valve", "Radiator cold at the bottom"],
        done: &["Replaced, bled and balanced", "New valves, system topped up to 1.3 bar"],
        left: "Second radiator on order, fit it",
    },
    Offer {
        code: "HEAT-FLUSH", name: "Power flush", minutes: 300, skills: &[("heating", 3)], crew: 1, pounds: 480,
        scope: "Flush up to ten radiators, magnetic filter, inhibitor", exclusions: "Microbore by survey only",
        conditions: "Water and power on", checks: HEAT, part: "inhibitor", share: 2,
        titles: &["Power flush", "Sludge in the system, flush"],
        done: &["Flushed until clear, filter fitted and dosed"], left: "Upstairs loop still to flush",
    },
    Offer {
        code: "HEAT-CTRL", name: "Thermostat fitting", minutes: 60, skills: &[("heating", 2)], crew: 1, pounds: 140,
        scope: "Fit and pair one room thermostat", exclusions: "The client's Wi-Fi", conditions: "Broadband is in",
        checks: &["!Heating calls and stops", "Client shown the app"], part: "room thermostat", share: 5,
        titles: &["Fit smart thermostat", "Thermostat shows no signal"],
        done: &["Fitted and paired, client shown", "Receiver moved away from the metal cabinet"],
        left: "Receiver faulty, swap it",
    },
    Offer {
        code: "PLB-LEAK", name: "Leak repair", minutes: 75, skills: &[("plumbing", 2)], crew: 1, pounds: 110,
        scope: "Find and stop one leak that can be reached", exclusions: "Opening floors and tiles, drying out",
        conditions: "Water can be shut off", checks: WATER, part: "15 mm fittings", share: 11,
        titles: &["Leak under the kitchen sink", "Water through the ceiling", "Leak behind the washing machine"],
        done: &["Joint remade, dry after test", "Split hose replaced", "Overflow reset, cistern valve changed"],
        left: "Access panel to be cut, then finish",
    },
    Offer {
        code: "PLB-TAP", name: "Tap or washer", minutes: 45, skills: &[("plumbing", 1)], crew: 1, pounds: 75,
        scope: "One tap mended or exchanged", exclusions: "Supply of designer taps", conditions: "",
        checks: WATER, part: "tap cartridge", share: 7, left: "Cartridge on order",
        titles: &["Kitchen tap drips", "Replace basin taps", "Outside tap split by frost"],
        done: &["New cartridge, no drip", "Taps replaced, isolators fitted"],
    },
    Offer {
        code: "PLB-WC", name: "Toilet repair", minutes: 60, skills: &[("plumbing", 2)], crew: 1, pounds: 90,
        scope: "Make one toilet flush, fill and stop", exclusions: "Breaking tiles", conditions: "", checks: WATER,
        part: "flush valve", share: 8, titles: &["Toilet runs on", "Toilet does not flush", "Pan rocks and leaks"],
        done: &["Flush valve replaced", "Pan refixed with a new collar"], left: "Concealed cistern frame part on order",
    },
    Offer {
        code: "PLB-DRAIN", name: "Drain unblocking", minutes: 90, skills: &[("drainage", 2)], crew: 1, pounds: 130,
        scope: "Clear one run by rods or jet", exclusions: "Digging, shared sewers", conditions: "Covers can be lifted",
        checks: &["!Runs clear for 5 minutes", "Covers back"], part: "", share: 6,
        titles: &["Kitchen drain blocked", "Manhole overflowing", "Shower drain slow"],
        done: &["Fat cleared, jetted through", "Roots cut, client told to have a survey"],
        left: "Camera survey to find the collapse",
    },
    Offer {
        code: "PLB-SHOWER", name: "Shower fitting", minutes: 180, skills: &[("plumbing", 3)], crew: 1, pounds: 260,
        scope: "Fit one mixer or electric shower on existing feeds", exclusions: "Tiling, new circuits",
        conditions: "Shower on site", checks: WATER, part: "shower valve", share: 4,
        titles: &["Fit new shower", "Shower runs cold", "Replace mixer shower"],
        done: &["Fitted, sealed and tested", "Thermostatic valve replaced"], left: "Seal again when the tiles are dry",
    },
    Offer {
        code: "EL-FAULT", name: "Electrical fault finding", minutes: 90, skills: &[("electrical", 3)], crew: 1,
        pounds: 115, scope: "Find and make safe one fault; first hour", exclusions: "Rewiring",
        conditions: "Someone over 18 is in", checks: POWER, part: "", share: 8,
        titles: &["Sockets dead", "RCD trips at night", "Lights flicker upstairs", "Burning smell at the switch"],
        done: &["Damaged cable found and replaced", "Faulty immersion isolated, RCD holds", "Loose neutral remade"],
        left: "Lift boards in the back bedroom to finish",
    },
    Offer {
        code: "EL-EICR", name: "Electrical condition report", minutes: 180, skills: &[("electrical", 4)], crew: 1,
        pounds: 220, scope: "Inspect and test up to ten circuits, report sent", exclusions: "Remedial work",
        conditions: "Power may be off for three hours", checks: POWER, part: "", share: 4,
        titles: &["Electrical report for letting", "Five-year electrical report"],
        done: &["Report issued, satisfactory", "Report issued, two C3 observations"], left: "Two circuits not reached",
    },
    Offer {
        code: "EL-CU", name: "Consumer unit replacement", minutes: 300, skills: &[("electrical", 4)], crew: 1,
        pounds: 560, scope: "New board with RCBOs, tested and notified", exclusions: "Faults found on old circuits",
        conditions: "Report done within the year", checks: POWER, part: "consumer unit", share: 1,
        titles: &["Replace fuse board"], done: &["Board replaced, tested, notified"], left: "Meter tails to be upgraded",
    },
    Offer {
        code: "EL-LIGHT", name: "Lights and sockets", minutes: 75, skills: &[("electrical", 2)], crew: 1, pounds: 95,
        scope: "Fit or move up to two points", exclusions: "Chasing and plastering", conditions: "", checks: POWER,
        part: "double socket", share: 7, left: "Client to choose the fitting",
        titles: &["Fit outside light", "Add a double socket", "Hall light switch broken"],
        done: &["Fitted and tested", "Two sockets added on the ring"],
    },
];

impl Offer {
    /// The entry of the price book.
    pub fn service(&self, currency: Currency) -> Service {
        let item = |line: &&str| ChecklistItem {
            text: line.trim_start_matches('!').to_owned(),
            required: line.starts_with('!'),
        };
        let part = Some(self.part).filter(|name| !name.is_empty());
        Service {
            name: self.name.to_owned(),
            code: self.code.to_owned(),
            scope: self.scope.to_owned(),
            exclusions: self.exclusions.to_owned(),
            conditions: self.conditions.to_owned(),
            duration_minutes: self.minutes,
            skills: self.skills.iter().map(|(name, level)| skill(name, *level)).collect(),
            crew_size: self.crew,
            checklist: self.checks.iter().map(item).collect(),
            parts: part.map(|name| PartLine { name: name.to_owned(), quantity: 1 }).into_iter().collect(),
            price: Some(Money { minor: self.pounds * 100, currency }),
            ..Service::default()
        }
    }
}

/// A skill by name and level.
pub(super) fn skill(name: &str, level: u8) -> Skill {
    Skill { name: name.to_owned(), level }
}

/// The place in the price book of the entry with a code. Panics on an unknown code: codes are constants here.
pub(super) fn offer_of(code: &str) -> usize {
    let place = OFFERS.iter().position(|offer| offer.code == code);
    place.expect("the demo names only codes of its own price book")
}
