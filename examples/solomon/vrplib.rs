//! Site-dependent instances in VRPLIB's format: which vehicle may serve whom is part of the file.

use std::collections::BTreeMap;

use anyhow::{Context, Result, ensure};
use planner::solve::Range;

use super::instance::{Instance, Row, Site, problem, vehicle};

/// Distances are rounded to three decimals.
const SCALE: i32 = 1000;

/// Reads an instance.
pub(crate) fn read(text: &str) -> Result<Instance> {
    let sections = Sections::read(text)?;
    let sites = sites(&sections)?;
    let depot = sites.first().context("NODE_COORD_SECTION is empty")?;
    let longest = longest(text)?;
    let vehicles = sections.by_number("CAPACITY_SECTION")?.values();
    let vehicles = vehicles.map(|row| Ok(vehicle(depot, row.whole(1)? as i32, longest)));
    let vehicles = vehicles.collect::<Result<Vec<_>>>()?;
    let allowed = allowed(&sections, vehicles.len())?;
    let round = |distance: f64| (distance * f64::from(SCALE)).round() as i32;
    Ok(Instance {
        // Places count from 0, the file's numbers from 1.
        problem: problem(&sites, vehicles, round, |vehicle, place| {
            allowed[vehicle].contains(&(place as u32 + 1))
        }),
        customers: sites[1..].iter().map(|site| site.number).collect(),
        scale: SCALE,
        vehicles_differ: true,
    })
}

/// The longest time from leaving to return, waiting included; in the head of the file.
fn longest(text: &str) -> Result<i32> {
    let mut lines = (1..).zip(text.lines());
    let found = lines.find_map(|(line, text)| Some((line, text.strip_prefix("VEHICLES_MAX_DURATION")?)));
    found.map_or(Ok(i32::MAX), |(line, value)| {
        Row::read(line, value.trim_start_matches([' ', ':']))?.scaled(0, SCALE)
    })
}

fn sites(sections: &Sections) -> Result<Vec<Site>> {
    let count = sections.by_number("NODE_COORD_SECTION")?.len() as u32;
    (1..=count).map(|number| site(sections, number)).collect()
}

fn site(sections: &Sections, number: u32) -> Result<Site> {
    let position = sections.row("NODE_COORD_SECTION", number)?;
    let window = sections.row("TIME_WINDOW_SECTION", number)?;
    let (from, to) = (window.scaled(1, SCALE)?, window.scaled(2, SCALE)?);
    ensure!(from <= to, "line {}: it ends before it begins", window.line);
    Ok(Site {
        // Customers are reported from 1: the depot has number 1 in the file.
        number: number - 1,
        position: (position.number(1)?, position.number(2)?),
        demand: sections.row("DEMAND_SECTION", number)?.whole(1)? as i32,
        window: Range { from, to },
        work: sections.row("SERVICE_TIME_SECTION", number)?.scaled(1, SCALE)?,
    })
}

/// For each vehicle the numbers of those it may serve.
fn allowed(sections: &Sections, vehicles: usize) -> Result<Vec<Vec<u32>>> {
    let of = |vehicle: usize| {
        let row = sections.row("VEHICLES_ALLOWED_CLIENTS_SECTION", vehicle as u32 + 1)?;
        (1..row.numbers.len()).map(|column| row.whole(column)).collect()
    };
    (0..vehicles).map(of).collect()
}

/// The rows of numbers below each heading, by the number each begins with.
struct Sections<'t> {
    rows: BTreeMap<&'t str, BTreeMap<u32, Row>>,
}

impl<'t> Sections<'t> {
    /// Of lines that begin with the same number the first counts.
    fn read(text: &'t str) -> Result<Self> {
        let mut rows: BTreeMap<&str, BTreeMap<u32, Row>> = BTreeMap::new();
        let mut heading = None;
        for (line, text) in (1..).zip(text.lines().map(str::trim)) {
            if text.ends_with("_SECTION") {
                heading = Some(text);
            } else if text == "EOF" {
                break;
            } else if let Some(heading) = heading
                && !text.is_empty()
            {
                let row = Row::read(line, text)?;
                rows.entry(heading).or_default().entry(row.whole(0)?).or_insert(row);
            }
        }
        Ok(Sections { rows })
    }

    fn by_number(&self, heading: &str) -> Result<&BTreeMap<u32, Row>> {
        self.rows.get(heading).with_context(|| format!("there is no {heading}"))
    }

    fn row(&self, heading: &str, number: u32) -> Result<&Row> {
        let row = self.by_number(heading)?.get(&number);
        row.with_context(|| format!("{heading}: there is no line for {number}"))
    }
}
