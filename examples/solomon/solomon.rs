//! Solomon's format, which Gehring and Homberger's larger instances share.

use anyhow::{Context, Result, ensure};
use planner::solve::Range;

use super::instance::{Instance, Row, Site, problem, vehicle};

/// Distances are cut to one decimal.
const SCALE: i32 = 10;
/// Less than any real difference: what must not be cut for being 0.1 short of a tenth by rounding.
const CRUMB: f64 = 1e-9;

/// Reads an instance.
pub(crate) fn read(text: &str) -> Result<Instance> {
    let fleet = rows(text, "VEHICLE", "CUSTOMER")?;
    let [fleet] = &fleet[..] else {
        anyhow::bail!("below VEHICLE one line with number and capacity is expected, {} found", fleet.len())
    };
    let (count, capacity) = (fleet.whole(0)?, fleet.whole(1)? as i32);
    let sites = rows(text, "CUSTOMER", "")?.iter().map(site).collect::<Result<Vec<_>>>()?;
    let depot =
        sites.first().context("below CUSTOMER there is no depot: its line comes first, as number 0")?;
    let vehicles = vec![vehicle(depot, capacity, i32::MAX); count as usize];
    let cut = |distance: f64| (distance * f64::from(SCALE) + CRUMB) as i32;
    Ok(Instance {
        problem: problem(&sites, vehicles, cut, |_, _| true),
        customers: sites[1..].iter().map(|site| site.number).collect(),
        scale: SCALE,
        vehicles_differ: false,
    })
}

/// The rows of numbers below a heading, up to the next one.
fn rows(text: &str, heading: &str, next: &str) -> Result<Vec<Row>> {
    let mut lines = (1..).zip(text.lines().map(str::trim));
    lines
        .by_ref()
        .find(|(_, line)| *line == heading)
        .with_context(|| format!("there is no line {heading}; is this an instance of Solomon's format?"))?;
    // The names of the columns are the first line below the heading that is not empty.
    let body =
        lines.take_while(|(_, line)| next.is_empty() || *line != next).filter(|(_, line)| !line.is_empty());
    body.skip(1).map(|(number, line)| Row::read(number, line)).collect()
}

fn site(row: &Row) -> Result<Site> {
    let window = Range { from: row.scaled(4, SCALE)?, to: row.scaled(5, SCALE)? };
    ensure!(window.from <= window.to, "line {}: it is due before it is ready", row.line);
    Ok(Site {
        number: row.whole(0)?,
        position: (row.number(1)?, row.number(2)?),
        demand: row.whole(3)? as i32,
        window,
        work: row.scaled(6, SCALE)?,
    })
}
