//! The names that other programs give their columns.

use super::field::Field;
use super::kind::ImportKind;

/// A field with the column names it is known by: lower case, letters and digits only (`#` reads `number`).
/// Earlier names count more.
pub(super) type Alias = (Field, &'static str);

/// The place of a name in a list of names.
pub(super) fn place_in(names: &str, name: &str) -> Option<usize> {
    names.split_ascii_whitespace().position(|known| known == name)
}

/// The fields that a kind of row can have; those of addresses are in [`ADDRESS`].
pub(super) fn aliases(kind: ImportKind) -> &'static [Alias] {
    match kind {
        ImportKind::Clients => CLIENTS,
        ImportKind::Jobs => JOBS,
        ImportKind::Technicians => TECHNICIANS,
        ImportKind::Services => SERVICES,
        ImportKind::Equipment => EQUIPMENT,
        ImportKind::Visits => &[],
    }
}

/// What stands before a part of an address, and which address of the row it then belongs to.
pub(super) const ADDRESS_PREFIXES: &[(&str, u8)] = &[
    ("", 0),
    ("property", 0),
    ("site", 0),
    ("service", 0),
    ("incident", 0),
    ("location", 0),
    ("job", 0),
    ("client", 0),
    ("customer", 0),
    ("home", 110),
    ("work", 111),
    ("business", 111),
    ("other", 112),
    ("shipping", 113),
    ("shipto", 113),
    ("ship", 113),
    ("billing", 114),
    ("billto", 114),
    ("bill", 114),
];

/// The parts of an address behind a prefix.
pub(super) const ADDRESS: &[Alias] = &[
    (
        Field::Street,
        "street streetaddress address1 street1 streetline1 addressline1 line1 street2 streetline2 \
         addressline2 line2 street3 extendedaddress pobox unit direccion calle",
    ),
    (Field::City, "city town locality ciudad"),
    (Field::Region, "state province region county stateprovince provincia"),
    (Field::Postcode, "postcode zip zipcode postalcode zippostalcode stateorpostalcode codigopostal"),
    (Field::Country, "country countryregion pais"),
];

/// What a whole address is called behind a prefix: a street when other parts stand beside it.
pub(super) const WHOLE_ADDRESS: &str = "address address2 address3 fulladdress formatted addressformatted";

const PLACE: &str = "location latlong latlng geolocation coordinates position point";
const LATITUDE: &str = "latitude lat sitelat sitelatitude homelat homelatitude";
const LONGITUDE: &str = "longitude lng lon long sitelng sitelon sitelongitude homelng homelon homelongitude";
const EMAILS: &str = "email emailaddress emailaddresses emails mainemail primaryemail clientemail customeremail \
     mail email2address email3address secondaryemail correo";
const PHONES: &str = "phone phonenumber phonenumbers phones telephone tel mainphone primaryphone \
     companymainphone clientphone customerphone mobile mobilephone mobilenumber cell cellphone \
     phonemobile workphone businessphone businessphone2 worknumber homephone homephone2 \
     homenumber altphone otherphone carphone telefono";
const TAGS: &str = "tags labels categories groupmembership tag etiquetas";
const NOTES: &str = "notes note comments comment remarks notas observaciones";

const CLIENTS: &[Alias] = &[
    (Field::Id, "id clientid customerid accountnumber accountno customernumber clientnumber uid"),
    (
        Field::Name,
        "client clientname customer customername customerfullname displayname name fullname cliente nombre",
    ),
    (
        Field::Company,
        "company companyname organization organisation organizationname organization1name business \
         empresa",
    ),
    (Field::FirstName, "firstname givenname forename first"),
    (Field::MiddleName, "middlename additionalname mi"),
    (Field::LastName, "lastname familyname surname last"),
    (Field::Contact, "contact contactname primarycontact contactperson contacto"),
    (Field::Role, "jobtitle organizationtitle organization1title role position"),
    (Field::Phone, PHONES),
    (Field::Email, EMAILS),
    (Field::Channel, "channel preferredchannel preferredcontactmethod contactmethod"),
    (Field::Preferences, "preferences standingwishes"),
    (Field::Tags, TAGS),
    (Field::Notes, NOTES),
    (Field::Active, "active activestatus isactive"),
    (Field::Inactive, "inactive donotservice archived"),
    (Field::SiteId, "siteid locationid propertyid"),
    (Field::SiteName, "site sitename locationname propertyname"),
    (Field::Zone, "zone territory area"),
    (Field::AccessNotes, "accessnotes accessinstructions gatecode alarmcode addressnotes"),
    (Field::Hazards, "hazards dangers"),
    (Field::Parking, "parking"),
    (Field::Latitude, LATITUDE),
    (Field::Longitude, LONGITUDE),
    (Field::Location, "location latlong latlng geolocation coordinates point"),
];

const JOBS: &[Alias] = &[
    (
        Field::Id,
        "id jobid jobnumber workorderid workordernumber woid wonumber workorder orderid ordernumber \
         srnumber uniquekey caseenquiryid caseid casenumber servicerequestnumber servicerequestid \
         requestid ticketid ticketnumber ticket number reference uuid",
    ),
    (
        Field::Client,
        "client clientname customer customername customerfullname account accountname company \
         companyname cliente",
    ),
    (Field::ClientId, "clientid customerid accountid accountnumber"),
    (Field::Phone, PHONES),
    (Field::Email, EMAILS),
    (Field::SiteId, "siteid locationid propertyid"),
    (Field::SiteName, "site sitename locationname propertyname"),
    (
        Field::Title,
        "title jobtitle casetitle summary shorttext issue fault problem task job name titulo \
         workrequested",
    ),
    (
        Field::Description,
        "description jobdescription details descriptor instructions scope longtext descripcion",
    ),
    (
        Field::Service,
        "service servicename servicetype requesttype typeofservicerequest complainttype jobtype \
         type category servicio tipo",
    ),
    (Field::Status, "status jobstatus currentjobstatus casestatus stage workorderstatus estado"),
    (
        Field::Resolution,
        "resolution resolutiondescription closurereason closeoutnotes outcome result feedback \
         workdone completionnotes action",
    ),
    (Field::Priority, "priority urgency prioridad"),
    (
        Field::Created,
        "created createdat createddate createdtimestamp creationdate datecreated jobcreateddate \
         opened openedat opendt opendate openeddate agreed agreedat reported reportedat requested \
         requestdate bookedat",
    ),
    (
        Field::Updated,
        "updated updatedat updateddate lastupdated resolutionactionupdateddate modified \
         lastmodified",
    ),
    (
        Field::Start,
        "start startdate startat scheduled scheduledat scheduleddate scheduledstart scheduledfor \
         schedule scheduledate appointment appointmentdate visitdate plannedstart \
         jobscheduledstartdate date",
    ),
    (Field::StartTime, "starttime scheduledtime scheduledstarttime appointmenttime time"),
    (Field::End, "end enddate endat scheduledend plannedend jobscheduledenddate finish"),
    (Field::EndTime, "endtime scheduledendtime finishtime"),
    (Field::Due, "due duedate dueby dueat targetdt targetdate deadline promisedby requiredby vencimiento"),
    (
        Field::Closed,
        "closed closedat closeddate closeddt closedtimestamp closedon completed completedat \
         completedon completeddate completiondate jobcompleteddate resolvedat",
    ),
    (
        Field::Duration,
        "duration durationminutes minutes durationmin jobduration estimatedduration \
         estimatedminutes length",
    ),
    (Field::DurationHours, "durationhours hours estimatedhours esthours plannedhours"),
    (
        Field::Technician,
        "technician technicianname technicians tech engineer assignedto assignedemployees \
         assignedtechnician assignee worker primaryuser primaryworker tecnico",
    ),
    (Field::TechnicianId, "technicianid techid engineerid assigneeid employeeid"),
    (Field::Price, "price amount total jobtotal jobamount precio"),
    (Field::Currency, "currency currencycode moneda"),
    (Field::Notes, NOTES),
    (Field::Tags, TAGS),
    (Field::Skills, "skills skill requiredskills skillsrequired"),
    (Field::Latitude, LATITUDE),
    (Field::Longitude, LONGITUDE),
    (Field::Location, PLACE),
    (Field::AccessNotes, "accessnotes accessinstructions"),
    (Field::Zone, "zone territory"),
];

const TECHNICIANS: &[Alias] = &[
    (Field::Id, "id technicianid techid engineerid employeeid employeenumber userid"),
    (
        Field::Name,
        "technician technicianname name fullname displayname engineer engineername employee \
         employeename tecnico nombre",
    ),
    (Field::FirstName, "firstname givenname forename"),
    (Field::LastName, "lastname familyname surname"),
    (Field::Skills, "skills skill competencies qualifications certifications habilidades"),
    (Field::Phone, PHONES),
    (Field::Email, EMAILS),
    (Field::Departments, "departments department team teams"),
    (Field::DailyLimit, "dailylimit maxdailyorders maxdailyjobs maxjobsperday maxvisitsperday"),
    (Field::Latitude, LATITUDE),
    (Field::Longitude, LONGITUDE),
    (Field::Location, PLACE),
    (Field::Tags, TAGS),
    (Field::Notes, NOTES),
    (Field::Active, "active isactive"),
    (Field::Inactive, "inactive archived left"),
];

const SERVICES: &[Alias] = &[
    (Field::Id, "id uuid serviceid itemid sku"),
    (Field::Name, "name service servicename item itemname product servicio nombre typename"),
    (Field::Code, "code servicecode tasknumber taskcode itemnumber"),
    (Field::Scope, "scope description details included descripcion"),
    (Field::Exclusions, "exclusions excluded notincluded"),
    (Field::Conditions, "conditions terms"),
    (Field::Duration, "duration durationminutes minutes standardduration estimatedduration"),
    (Field::DurationHours, "durationhours hours estimatedhours laborhours labourhours"),
    (Field::Price, "price unitprice rate amount precio"),
    (Field::Currency, "currency currencycode moneda"),
    (Field::Skills, "skills skill requiredskills skillsrequired"),
    (Field::CrewSize, "crewsize crew people technicians"),
    (Field::Active, "active isactive"),
    (Field::Inactive, "inactive archived discontinued"),
];

const EQUIPMENT: &[Alias] = &[
    (Field::Id, "id equipmentid assetid assetnumber unitid barcode tag"),
    (
        Field::Name,
        "equipment equipmentname name asset assetname unit unitname appliance equipmenttype assettype type \
         description equipo nombre",
    ),
    (Field::Make, "make manufacturer brand maker marca fabricante"),
    (Field::Model, "model modelnumber modelno modelo"),
    (Field::Serial, "serial serialnumber serialno sn numerodeserie"),
    (
        Field::Installed,
        "installed installdate installationdate installedon installedat dateinstalled commissioned \
         inservicedate acquisitiondate purchasedate",
    ),
    (
        Field::WarrantyUntil,
        "warrantyuntil warranty warrantyexpires warrantyexpiry warrantyexpiration warrantyend warrantyenddate \
         warrantyexpirationdate warrantydate",
    ),
    (
        Field::Client,
        "client clientname customer customername customerfullname account accountname company \
         companyname owner cliente",
    ),
    (Field::ClientId, "clientid customerid accountid accountnumber"),
    (Field::SiteId, "siteid locationid propertyid"),
    (Field::SiteName, "site sitename locationname propertyname"),
    (Field::Latitude, LATITUDE),
    (Field::Longitude, LONGITUDE),
    (Field::Location, PLACE),
    (Field::Notes, NOTES),
];

/// Whether rows of this kind have addresses.
pub(super) fn has_addresses(kind: ImportKind) -> bool {
    match kind {
        ImportKind::Clients | ImportKind::Jobs | ImportKind::Technicians | ImportKind::Equipment => true,
        ImportKind::Services | ImportKind::Visits => false,
    }
}
