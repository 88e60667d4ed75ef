//! A person at a client.

use domain::Contact;

use crate::form::codec;
use crate::form::row::Row;

pub(super) fn rows() -> Vec<Row<Contact>> {
    vec![
        Row::new("name", "Name", codec::line(), |r: &mut Contact| &mut r.name).required(),
        Row::new("client", "Client", codec::client(), |r: &mut Contact| &mut r.client).required(),
        Row::new("role", "Role", codec::line(), |r: &mut Contact| &mut r.role).such_as("tenant, accounts"),
        Row::new("phones", "Phones", codec::phones(), |r: &mut Contact| &mut r.phones),
        Row::new("emails", "E-mails", codec::emails(), |r: &mut Contact| &mut r.emails),
        Row::new("channel", "Reach by", codec::channel(), |r: &mut Contact| &mut r.channel),
        Row::new("opt_outs", "Never by", codec::channels(), |r: &mut Contact| &mut r.opt_outs),
    ]
}
