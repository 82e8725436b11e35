#[allow(dead_code)]
mod embedded;

fn main() {}
