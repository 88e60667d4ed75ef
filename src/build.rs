//! How the program is linked.

fn main() {
    println!("cargo::rerun-if-changed=src/build.rs");
    // A program that may lie anywhere in memory has some 40,000 addresses written into its tables at each start, for
    // which all their pages are read and copied: as long as everything else until the arguments are read, and 3 MB.
    let target = |part: &str| std::env::var(format!("CARGO_CFG_TARGET_{part}")).unwrap_or_default();
    if target("OS") == "linux" && target("ENV") == "gnu" {
        println!("cargo::rustc-link-arg-bins=-no-pie");
    }
}
