//! Throw-away timing.
#![allow(clippy::print_stdout, reason = "throw-away")]
use truckroll_app::{App, BoardQuery, Clock};
use std::time::Instant;

fn cpu() -> std::time::Duration {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap();
    std::time::Duration::from_nanos(text.split(' ').next().unwrap().parse().unwrap())
}

fn time<T>(name: &str, n: usize, mut f: impl FnMut() -> T) {
    if let Ok(only) = std::env::var("ONLY") { if only != name { return; } }
    let n: usize = std::env::var("N").map_or(n, |n| n.parse().unwrap());
    let first = Instant::now();
    std::hint::black_box(f());
    let first = first.elapsed();
    let mut all: Vec<_> = (0..n).map(|_| { std::thread::yield_now(); let t = cpu(); std::hint::black_box(f()); std::thread::yield_now(); cpu() - t }).collect();
    all.sort();
    println!("{name}: first {first:.1?} cpu median {:.1?} min {:.1?}", all[n / 2], all[0]);
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path: std::path::PathBuf = std::env::args().nth(1).unwrap().into();
    let out = std::env::args().nth(2);
    let now = std::env::args().nth(3).unwrap_or("2026-11-22T08:11:00Z".into()).parse().unwrap();
    let app = App::open(&path, Clock::Fixed(now), "perf")?;
    let date = app.today_date()?;
    if let Some(out) = out {
        std::fs::create_dir_all(&out)?;
        let write = |name: &str, text: String| std::fs::write(format!("{out}/{name}.json"), text);
        write("board", serde_json::to_string_pretty(&app.board(&BoardQuery::default())?)?)?;
        for d in -3i64..4 {
            let date = date + chrono::Duration::days(d);
            write(&format!("day{d}"), serde_json::to_string_pretty(&app.day(date)?)?)?;
        }
        write("today", serde_json::to_string_pretty(&app.today()?)?)?;
        write("jobs", serde_json::to_string_pretty(&app.jobs(&truckroll_app::JobQuery::default())?.jobs)?)?;
        write("tray", serde_json::to_string_pretty(&app.tray(100, 0)?.0)?)?;
        for id in [1u64, 5, 20, 21, 22, 100, 99_000, 99_999] {
            if let Ok(card) = app.job_card(domain::JobId(id)) {
                write(&format!("job{id}"), serde_json::to_string_pretty(&card)?)?;
            }
            if let Ok(card) = app.client_card(domain::ClientId(id), true) {
                write(&format!("client{id}"), serde_json::to_string_pretty(&card)?)?;
            }
            if let Ok(card) = app.candidates(domain::VisitId(id)) {
                write(&format!("candidates{id}"), serde_json::to_string_pretty(&card)?)?;
            }
        }
        return Ok(());
    }
    time("board", 20, || app.board(&BoardQuery::default()).unwrap());
    time("day", 20, || app.day(date).unwrap());
    time("today", 20, || app.today().unwrap());
    time("tray", 20, || app.tray(100, 0).unwrap());
    time("jobs", 20, || app.jobs(&truckroll_app::JobQuery::default()).unwrap());
    time("find", 20, || app.find("boiler", 50).unwrap());
    time("clients", 20, || app.clients("", 100, 0).unwrap());
    time("job card", 20, || app.job_card(domain::JobId(99_000)).unwrap());
    time("client card", 20, || app.client_card(domain::ClientId(100), false).unwrap());
    time("candidates", 20, || app.candidates(domain::VisitId(100)).unwrap());
    Ok(())
}
