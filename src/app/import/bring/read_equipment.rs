//! A row about a piece of equipment.

use domain::FieldOn;

use super::cells::{Cells, one_line};
use super::draft::{EquipmentDraft, SiteDraft};
use super::field::Field;

/// Reads a row; none when it is wrong, and then it has said why. `usual` is the client of rows that name none.
pub(super) fn read_equipment(cells: &mut Cells<'_>, usual: Option<&str>) -> Option<EquipmentDraft> {
    let text = |cells: &Cells<'_>, field| cells.line_of(field).unwrap_or_default();
    let (make, model) = (text(cells, Field::Make), text(cells, Field::Model));
    let serial = text(cells, Field::Serial);
    // A list of models and serial numbers need not say again what each thing is.
    let of_make = one_line(&format!("{make} {model}"));
    let named = cells.line_of(Field::Name).unwrap_or(of_make);
    let name = if named.is_empty() { serial.clone() } else { named };
    if name.is_empty() {
        cells
            .fail_row("the row names no piece of equipment; give a name, a make, a model or a serial number");
        return None;
    }
    let position = cells.position();
    let (address, access_notes) = cells.addresses().into_iter().next().unwrap_or_default();
    let site = SiteDraft {
        key: cells.line_of(Field::SiteId),
        name: text(cells, Field::SiteName),
        address,
        position,
        access_notes,
        fields: cells.added(FieldOn::Site, false),
        ..SiteDraft::default()
    };
    let draft = EquipmentDraft {
        line: cells.line(),
        key: cells.line_of(Field::Id),
        name,
        make,
        model,
        serial,
        installed: cells.date(Field::Installed).map(|date| date.date),
        warranty_until: cells.date(Field::WarrantyUntil).map(|date| date.date),
        client_key: cells.line_of(Field::ClientId),
        client: cells.line_of(Field::Client).or_else(|| usual.map(str::to_owned)),
        site,
        notes: cells.joined(Field::Notes),
        fields: cells.added(FieldOn::Equipment, true),
    };
    cells.errors.is_empty().then_some(draft)
}
