//! Reads documents of the second form into types: an unknown or missing member, a time that is none of RFC 3339 or a
//! number that does not fit ends the program.

use chrono::{DateTime, Utc};
use serde::Deserialize;
use std::{env, error::Error, fs};

#[derive(Deserialize)]
#[allow(dead_code)]
#[serde(deny_unknown_fields)]
struct Named {
    id: i64,
    name: String,
}

#[derive(Deserialize)]
#[allow(dead_code)]
#[serde(deny_unknown_fields)]
struct Described {
    id: u32,
    description: String,
}

#[derive(Deserialize)]
#[allow(dead_code)]
#[serde(deny_unknown_fields)]
struct Volume {
    rx: f64,
    tx: f64,
    total: f64,
}

#[derive(Deserialize)]
#[allow(dead_code)]
#[serde(deny_unknown_fields)]
struct Endpoint {
    id: i64,
    name: Option<String>,
    ip_address: Option<String>,
    tags: Option<String>,
    imei: Option<String>,
}

#[derive(Deserialize)]
#[allow(dead_code)]
#[serde(deny_unknown_fields)]
struct Imsi {
    id: i64,
    imsi: String,
    import_date: DateTime<Utc>,
}

#[derive(Deserialize)]
#[allow(dead_code)]
#[serde(deny_unknown_fields)]
struct Sim {
    id: i64,
    iccid: String,
    msisdn: Option<String>,
    production_date: Option<DateTime<Utc>>,
}

#[derive(Deserialize)]
#[allow(dead_code)]
#[serde(deny_unknown_fields)]
struct User {
    id: i64,
    username: String,
    name: Option<String>,
}

#[derive(Deserialize)]
#[allow(dead_code)]
struct PdpContext {
    tunnel_created: Option<DateTime<Utc>>,
    pdp_context_id: Option<serde_json::Value>,
    lac: Option<i64>,
    ci: Option<i64>,
    rat_type: Option<u32>,
    tx_teid_control_plane: Option<i64>,
    tac: Option<i64>,
    eci: Option<i64>,
    nci: Option<i64>,
}

#[derive(Deserialize)]
#[allow(dead_code)]
struct Detail {
    id: Option<i64>,
    name: Option<String>,
    volume: Option<Volume>,
    pdp_context: Option<PdpContext>,
}

#[derive(Deserialize)]
#[allow(dead_code)]
#[serde(deny_unknown_fields)]
struct Event {
    id: i64,
    alert: bool,
    description: String,
    timestamp: DateTime<Utc>,
    event_type: Described,
    event_source: Described,
    event_severity: Described,
    organisation: Named,
    endpoint: Option<Endpoint>,
    imsi: Option<Imsi>,
    sim: Option<Sim>,
    user: Option<User>,
    detail: Option<Detail>,
}

#[derive(Deserialize)]
#[allow(dead_code)]
#[serde(deny_unknown_fields)]
struct Country {
    id: i64,
    name: String,
    mcc: Option<String>,
}

#[derive(Deserialize)]
#[allow(dead_code)]
#[serde(deny_unknown_fields)]
struct Operator {
    id: i64,
    name: String,
    country: Country,
    mnc: Option<String>,
}

#[derive(Deserialize)]
#[allow(dead_code)]
#[serde(deny_unknown_fields)]
struct Tariff {
    ratezone: Named,
    id: i64,
    name: String,
}

#[derive(Deserialize)]
#[allow(dead_code)]
#[serde(deny_unknown_fields)]
struct TrafficType {
    id: i64,
    name: String,
    description: String,
}

#[derive(Deserialize)]
#[allow(dead_code)]
#[serde(deny_unknown_fields)]
struct Currency {
    symbol: String,
    code: String,
    id: i64,
}

#[derive(Deserialize)]
#[allow(dead_code)]
#[serde(deny_unknown_fields)]
struct Usage {
    cost: f64,
    id: i64,
    operator: Operator,
    organisation: Named,
    tariff: Tariff,
    traffic_type: TrafficType,
    endpoint: Option<Endpoint>,
    imsi: String,
    imsi_id: Option<i64>,
    volume: Volume,
    start_timestamp: DateTime<Utc>,
    sim: Sim,
    currency: Currency,
    end_timestamp: DateTime<Utc>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let directory = env::args().nth(1).ok_or("which directory?")?;
    let mut files: Vec<_> = fs::read_dir(directory)?.map(|file| file.map(|found| found.path())).collect::<Result<_, _>>()?;
    files.sort();
    for file in files {
        let document = fs::read_to_string(&file)?;
        if document.contains("\"event_type\"") {
            let event: Event = serde_json::from_str(&document)?;
            println!("event {} {}", event.id, event.timestamp.timestamp_millis());
        } else {
            let usage: Usage = serde_json::from_str(&document)?;
            println!("usage {} {}", usage.id, usage.end_timestamp.timestamp_millis());
        }
    }
    Ok(())
}
