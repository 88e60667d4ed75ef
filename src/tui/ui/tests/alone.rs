//! Where one technician is the business, who goes goes without saying.

use domain::Technician;

use super::*;

#[test]
fn today_and_the_board_leave_out_who_goes_where_one_works_alone() {
    let mut script = Script::begin(120, 40);
    script.sees("Where everybody is 2").press("3").sees("13:00 Dana Pri");
    let ravi = TechnicianId(2);
    let Record::Technician(record) = script.app.show(ravi.into()).unwrap().record else { panic!() };
    let left = Technician { inactive: true, ..record };
    script.app.run(Command::Edit(ravi.into(), Record::Technician(left))).unwrap();
    let noticed = script.ui.update(Event::Notice);
    script.perform(noticed);
    script.sees("13:00").sees_no("13:00 Dana");
    // Ravi left with a visit of today: as long as it is his, whose each is has to be said.
    script.press("1").sees("Where everybody is 2").sees("Ravi Shah");
    script.app.run(Command::ToTray(domain::VisitId(2))).unwrap();
    let noticed = script.ui.update(Event::Notice);
    script.perform(noticed);
    script.sees("Now and next").sees_no("Where everybody is").sees("free");
}
