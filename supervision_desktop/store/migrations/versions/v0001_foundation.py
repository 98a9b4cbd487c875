"""The tables of the first release; written by `migrations.regenerate`."""

from alembic import op

revision = "0001"
down_revision = None
CHANGES_ROWS: tuple[str, ...] = ()

TABLES = (
    """CREATE TABLE attachment (
    owner_kind VARCHAR,
    owner_id VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    media_type VARCHAR,
    size INTEGER,
    digest VARCHAR NOT NULL,
    added_on DATE,
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_attachment PRIMARY KEY (id)
)""",
    """CREATE TABLE person (
    name VARCHAR NOT NULL,
    email VARCHAR,
    phone VARCHAR,
    address VARCHAR,
    organisation VARCHAR,
    profession VARCHAR,
    notes VARCHAR,
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_person PRIMARY KEY (id)
)""",
    """CREATE TABLE instructing_party (
    name VARCHAR NOT NULL,
    contact VARCHAR,
    email VARCHAR,
    address VARCHAR,
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_instructing_party PRIMARY KEY (id)
)""",
    """CREATE TABLE meta (
    "key" VARCHAR NOT NULL,
    value VARCHAR NOT NULL,
    CONSTRAINT pk_meta PRIMARY KEY ("key")
)""",
    """CREATE TABLE entry (
    seq INTEGER NOT NULL,
    at VARCHAR NOT NULL,
    origin VARCHAR NOT NULL,
    label VARCHAR NOT NULL,
    kinds VARCHAR NOT NULL,
    prev BLOB NOT NULL,
    digest BLOB NOT NULL,
    CONSTRAINT pk_entry PRIMARY KEY (seq)
)""",
    """CREATE TABLE draft (
    kind VARCHAR NOT NULL,
    record_id VARCHAR(36) NOT NULL,
    field VARCHAR NOT NULL,
    text VARCHAR NOT NULL,
    at VARCHAR NOT NULL,
    CONSTRAINT pk_draft PRIMARY KEY (kind, record_id, field)
)""",
    """CREATE TABLE view_state (
    "key" VARCHAR NOT NULL,
    value VARCHAR NOT NULL,
    CONSTRAINT pk_view_state PRIMARY KEY ("key")
)""",
    """CREATE TABLE seal (
    record_id VARCHAR(36) NOT NULL,
    kind VARCHAR NOT NULL,
    at VARCHAR NOT NULL,
    parts BLOB NOT NULL,
    digest VARCHAR(64) NOT NULL,
    pdf BLOB,
    CONSTRAINT pk_seal PRIMARY KEY (record_id)
)""",
    """CREATE TABLE search_document (
    docid INTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    record_id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_search_document PRIMARY KEY (docid),
    CONSTRAINT uq_search_document_record_id UNIQUE (record_id)
)""",
    """CREATE TABLE list_item (
    list_id VARCHAR NOT NULL,
    label VARCHAR NOT NULL,
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_list_item PRIMARY KEY (id)
)""",
    """CREATE TABLE setting (
    value VARCHAR NOT NULL,
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_setting PRIMARY KEY (id)
)""",
    """CREATE TABLE print_log (
    at VARCHAR NOT NULL,
    document VARCHAR NOT NULL,
    output VARCHAR NOT NULL,
    identification VARCHAR,
    with_private BOOLEAN,
    with_password BOOLEAN,
    purpose VARCHAR,
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_print_log PRIMARY KEY (id)
)""",
    """CREATE TABLE practitioner (
    person_id VARCHAR(36) NOT NULL,
    trading_name VARCHAR,
    employment_status VARCHAR,
    rate_pence INTEGER,
    vat_points INTEGER,
    insurer VARCHAR,
    policy_number VARCHAR,
    cover_pence INTEGER,
    insured_until DATE,
    data_registration VARCHAR,
    data_registration_until DATE,
    record_check VARCHAR,
    record_check_on DATE,
    update_service BOOLEAN,
    header_note VARCHAR,
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_practitioner PRIMARY KEY (id),
    CONSTRAINT fk_practitioner_person_id_person FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE
        INITIALLY DEFERRED
)""",
    """CREATE TABLE registration (
    person_id VARCHAR(36) NOT NULL,
    body VARCHAR NOT NULL,
    number VARCHAR,
    expires_on DATE,
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_registration PRIMARY KEY (id),
    CONSTRAINT fk_registration_person_id_person FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE
        INITIALLY DEFERRED
)""",
    """CREATE TABLE supervisor (
    person_id VARCHAR(36) NOT NULL,
    status VARCHAR NOT NULL,
    starts_on DATE,
    ends_on DATE,
    practising VARCHAR,
    years_case_management INTEGER,
    years_total INTEGER,
    specialist_fields JSON,
    client_groups JSON,
    approach VARCHAR,
    theory VARCHAR,
    models JSON,
    formats JSON,
    fee_pence INTEGER,
    fee_basis VARCHAR,
    own_supervision VARCHAR,
    own_supervision_note VARCHAR,
    own_supervision_asked_on DATE,
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_supervisor PRIMARY KEY (id),
    CONSTRAINT fk_supervisor_person_id_person FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE INITIALLY
        DEFERRED
)""",
    """CREATE TABLE supervisee (
    person_id VARCHAR(36) NOT NULL,
    status VARCHAR NOT NULL,
    starts_on DATE,
    ends_on DATE,
    employment_status VARCHAR,
    practice_fields JSON,
    newly_registered BOOLEAN,
    agreed_frequency VARCHAR,
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_supervisee PRIMARY KEY (id),
    CONSTRAINT fk_supervisee_person_id_person FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE INITIALLY
        DEFERRED
)""",
    """CREATE TABLE "case" (
    reference VARCHAR NOT NULL,
    client_name VARCHAR,
    party_id VARCHAR(36),
    party_reference VARCHAR,
    adult_child VARCHAR,
    field VARCHAR,
    status VARCHAR NOT NULL,
    allocated_on DATE,
    closed_on DATE,
    holder_id VARCHAR(36),
    risk_level VARCHAR,
    flag VARCHAR,
    notes VARCHAR,
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_case PRIMARY KEY (id),
    CONSTRAINT fk_case_party_id_instructing_party FOREIGN KEY(party_id) REFERENCES instructing_party (id)
        DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_case_holder_id_person FOREIGN KEY(holder_id) REFERENCES person (id) DEFERRABLE INITIALLY
        DEFERRED
)""",
    """CREATE TABLE contract (
    other_id VARCHAR(36) NOT NULL,
    direction VARCHAR NOT NULL,
    status VARCHAR NOT NULL,
    version INTEGER,
    replaces_id VARCHAR(36),
    change_note VARCHAR,
    template VARCHAR,
    sealed_at VARCHAR,
    starts_on DATE,
    ends_on DATE,
    review_on DATE,
    purpose_supervisee VARCHAR,
    purpose_supervisor VARCHAR,
    purpose_organisation VARCHAR,
    purpose_agreed VARCHAR,
    cadence_count INTEGER,
    cadence_unit VARCHAR,
    session_minutes INTEGER,
    formats JSON,
    place VARCHAR,
    protected_time VARCHAR,
    private_space VARCHAR,
    flexibility VARCHAR,
    models JSON,
    notice_hours INTEGER,
    fee_late_pence INTEGER,
    fee_missed_pence INTEGER,
    cancelled_by_supervisor VARCHAR,
    illness VARCHAR,
    lateness VARCHAR,
    stand_in VARCHAR,
    contact_route VARCHAR,
    contact_from INTEGER,
    contact_to INTEGER,
    reply_time VARCHAR,
    urgent VARCHAR,
    contact_charged VARCHAR,
    fee_pence INTEGER,
    fee_basis VARCHAR,
    vat_points INTEGER,
    payer VARCHAR,
    invoice_terms VARCHAR,
    price_review VARCHAR,
    extras VARCHAR,
    chargeable VARCHAR,
    identification VARCHAR,
    recording VARCHAR,
    ai_notes VARCHAR,
    retention VARCHAR,
    insurer_supervisee VARCHAR,
    insurer_supervisor VARCHAR,
    complaint_days INTEGER,
    end_notice VARCHAR,
    law VARCHAR,
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_contract PRIMARY KEY (id),
    CONSTRAINT fk_contract_other_id_person FOREIGN KEY(other_id) REFERENCES person (id) DEFERRABLE INITIALLY
        DEFERRED,
    CONSTRAINT fk_contract_replaces_id_contract FOREIGN KEY(replaces_id) REFERENCES contract (id) DEFERRABLE
        INITIALLY DEFERRED
)""",
    """CREATE TABLE change (
    seq INTEGER NOT NULL,
    n INTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    record_id VARCHAR(36) NOT NULL,
    what VARCHAR(7) NOT NULL,
    fields VARCHAR NOT NULL,
    salt BLOB,
    "before" BLOB,
    after_digest BLOB NOT NULL,
    digest BLOB NOT NULL,
    CONSTRAINT pk_change PRIMARY KEY (seq, n),
    CONSTRAINT fk_change_seq_entry FOREIGN KEY(seq) REFERENCES entry (seq)
)""",
    """CREATE TABLE bin_item (
    seq INTEGER NOT NULL,
    at VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    title VARCHAR NOT NULL,
    changes BLOB NOT NULL,
    CONSTRAINT pk_bin_item PRIMARY KEY (seq),
    CONSTRAINT fk_bin_item_seq_entry FOREIGN KEY(seq) REFERENCES entry (seq)
)""",
    """CREATE TABLE supervisor_purpose (
    supervisor_id VARCHAR(36) NOT NULL,
    purpose VARCHAR NOT NULL,
    is_primary BOOLEAN,
    starts_on DATE,
    ends_on DATE,
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_supervisor_purpose PRIMARY KEY (id),
    CONSTRAINT fk_supervisor_purpose_supervisor_id_supervisor FOREIGN KEY(supervisor_id) REFERENCES supervisor
        (id) DEFERRABLE INITIALLY DEFERRED
)""",
    """CREATE TABLE case_agreement (
    case_id VARCHAR(36) NOT NULL,
    agreed VARCHAR NOT NULL,
    "on" DATE,
    reference VARCHAR,
    valid_until DATE,
    rate_pence INTEGER,
    cap_minutes INTEGER,
    cap_pence INTEGER,
    rounding VARCHAR,
    own_policy VARCHAR,
    adds_value VARCHAR,
    party_agrees VARCHAR,
    training_need VARCHAR,
    considered_note VARCHAR,
    considered_on DATE,
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_case_agreement PRIMARY KEY (id),
    CONSTRAINT fk_case_agreement_case_id_case FOREIGN KEY(case_id) REFERENCES "case" (id) DEFERRABLE INITIALLY
        DEFERRED
)""",
    """CREATE TABLE contract_expectation (
    contract_id VARCHAR(36) NOT NULL,
    side VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    code VARCHAR,
    text VARCHAR NOT NULL,
    included BOOLEAN NOT NULL,
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_contract_expectation PRIMARY KEY (id),
    CONSTRAINT fk_contract_expectation_contract_id_contract FOREIGN KEY(contract_id) REFERENCES contract (id)
        DEFERRABLE INITIALLY DEFERRED
)""",
    """CREATE TABLE contract_clause (
    contract_id VARCHAR(36) NOT NULL,
    heading VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    code VARCHAR,
    text VARCHAR,
    included BOOLEAN NOT NULL,
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_contract_clause PRIMARY KEY (id),
    CONSTRAINT fk_contract_clause_contract_id_contract FOREIGN KEY(contract_id) REFERENCES contract (id)
        DEFERRABLE INITIALLY DEFERRED
)""",
    """CREATE TABLE contract_signature (
    contract_id VARCHAR(36) NOT NULL,
    person_id VARCHAR(36) NOT NULL,
    how VARCHAR NOT NULL,
    "on" DATE NOT NULL,
    route VARCHAR,
    recorded_by VARCHAR,
    strokes VARCHAR,
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_contract_signature PRIMARY KEY (id),
    CONSTRAINT fk_contract_signature_contract_id_contract FOREIGN KEY(contract_id) REFERENCES contract (id)
        DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_contract_signature_person_id_person FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE
        INITIALLY DEFERRED
)""",
    """CREATE TABLE supervision_session (
    "on" DATE NOT NULL,
    starts INTEGER,
    minutes INTEGER,
    zone VARCHAR,
    direction VARCHAR NOT NULL,
    status VARCHAR NOT NULL,
    contract_id VARCHAR(36),
    arrangement VARCHAR,
    focus JSON,
    format VARCHAR,
    practice_fields JSON,
    place VARCHAR,
    missed_reason VARCHAR,
    no_actions BOOLEAN,
    agreement VARCHAR,
    finished_at VARCHAR,
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_supervision_session PRIMARY KEY (id),
    CONSTRAINT fk_supervision_session_contract_id_contract FOREIGN KEY(contract_id) REFERENCES contract (id)
        DEFERRABLE INITIALLY DEFERRED
)""",
    """CREATE TABLE action (
    text VARCHAR NOT NULL,
    how VARCHAR,
    owner_id VARCHAR(36),
    owner_name VARCHAR,
    due_on DATE,
    no_date_reason VARCHAR,
    session_id VARCHAR(36),
    case_id VARCHAR(36),
    kind VARCHAR,
    status VARCHAR NOT NULL,
    done_on DATE,
    outcome VARCHAR,
    effect VARCHAR,
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_action PRIMARY KEY (id),
    CONSTRAINT fk_action_owner_id_person FOREIGN KEY(owner_id) REFERENCES person (id) DEFERRABLE INITIALLY
        DEFERRED,
    CONSTRAINT fk_action_session_id_supervision_session FOREIGN KEY(session_id) REFERENCES supervision_session
        (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_action_case_id_case FOREIGN KEY(case_id) REFERENCES "case" (id) DEFERRABLE INITIALLY DEFERRED
)""",
    """CREATE TABLE session_record (
    session_id VARCHAR(36) NOT NULL,
    summary VARCHAR,
    key_points VARCHAR,
    learning VARCHAR,
    next_steps VARCHAR,
    reflection VARCHAR,
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_session_record PRIMARY KEY (id),
    CONSTRAINT fk_session_record_session_id_supervision_session FOREIGN KEY(session_id) REFERENCES
        supervision_session (id) DEFERRABLE INITIALLY DEFERRED
)""",
    """CREATE TABLE participant (
    session_id VARCHAR(36) NOT NULL,
    person_id VARCHAR(36) NOT NULL,
    role VARCHAR NOT NULL,
    attendance VARCHAR,
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_participant PRIMARY KEY (id),
    CONSTRAINT fk_participant_session_id_supervision_session FOREIGN KEY(session_id) REFERENCES
        supervision_session (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_participant_person_id_person FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE
        INITIALLY DEFERRED
)""",
    """CREATE TABLE session_addition (
    session_id VARCHAR(36) NOT NULL,
    "on" DATE NOT NULL,
    text VARCHAR NOT NULL,
    reason VARCHAR,
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_session_addition PRIMARY KEY (id),
    CONSTRAINT fk_session_addition_session_id_supervision_session FOREIGN KEY(session_id) REFERENCES
        supervision_session (id) DEFERRABLE INITIALLY DEFERRED
)""",
    """CREATE TABLE time_entry (
    "on" DATE NOT NULL,
    starts INTEGER,
    minutes INTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    purpose VARCHAR NOT NULL,
    outcome VARCHAR NOT NULL,
    billable_minutes INTEGER,
    session_id VARCHAR(36),
    case_id VARCHAR(36),
    agreement_id VARCHAR(36),
    reason VARCHAR,
    activity VARCHAR,
    note VARCHAR,
    decided_on DATE,
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_time_entry PRIMARY KEY (id),
    CONSTRAINT fk_time_entry_session_id_supervision_session FOREIGN KEY(session_id) REFERENCES
        supervision_session (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_time_entry_case_id_case FOREIGN KEY(case_id) REFERENCES "case" (id) DEFERRABLE INITIALLY
        DEFERRED,
    CONSTRAINT fk_time_entry_agreement_id_case_agreement FOREIGN KEY(agreement_id) REFERENCES case_agreement
        (id) DEFERRABLE INITIALLY DEFERRED
)""",
    """CREATE TABLE action_report (
    action_id VARCHAR(36) NOT NULL,
    session_id VARCHAR(36),
    "on" DATE NOT NULL,
    state VARCHAR NOT NULL,
    note VARCHAR,
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_action_report PRIMARY KEY (id),
    CONSTRAINT fk_action_report_action_id_action FOREIGN KEY(action_id) REFERENCES action (id) DEFERRABLE
        INITIALLY DEFERRED,
    CONSTRAINT fk_action_report_session_id_supervision_session FOREIGN KEY(session_id) REFERENCES
        supervision_session (id) DEFERRABLE INITIALLY DEFERRED
)""",
    """CREATE VIRTUAL TABLE search_text USING fts5(
  shared, private, content='', contentless_delete=1, prefix='1 2 3', tokenize='unicode61 remove_diacritics 2')""",
    """CREATE INDEX ix_action_case_id ON action (case_id)""",
    """CREATE INDEX ix_action_due_on ON action (due_on)""",
    """CREATE INDEX ix_action_owner_id ON action (owner_id)""",
    """CREATE INDEX ix_action_report_action_id ON action_report (action_id)""",
    """CREATE INDEX ix_action_report_session_id ON action_report (session_id)""",
    """CREATE INDEX ix_action_session_id ON action (session_id)""",
    """CREATE INDEX ix_action_status ON action (status)""",
    """CREATE INDEX ix_attachment_digest ON attachment (digest)""",
    """CREATE INDEX ix_attachment_owner_id ON attachment (owner_id)""",
    """CREATE INDEX ix_case_agreement_case_id ON case_agreement (case_id)""",
    """CREATE INDEX ix_case_holder_id ON "case" (holder_id)""",
    """CREATE INDEX ix_case_party_id ON "case" (party_id)""",
    """CREATE INDEX ix_change_record_id_seq ON change (record_id, seq)""",
    """CREATE INDEX ix_contract_clause_contract_id ON contract_clause (contract_id)""",
    """CREATE INDEX ix_contract_expectation_contract_id ON contract_expectation (contract_id)""",
    """CREATE INDEX ix_contract_other_id ON contract (other_id)""",
    """CREATE INDEX ix_contract_replaces_id ON contract (replaces_id)""",
    """CREATE INDEX ix_contract_signature_contract_id ON contract_signature (contract_id)""",
    """CREATE INDEX ix_contract_signature_person_id ON contract_signature (person_id)""",
    """CREATE INDEX ix_participant_person_id ON participant (person_id)""",
    """CREATE INDEX ix_participant_session_id ON participant (session_id)""",
    """CREATE INDEX ix_practitioner_person_id ON practitioner (person_id)""",
    """CREATE INDEX ix_registration_person_id ON registration (person_id)""",
    """CREATE INDEX ix_session_addition_session_id ON session_addition (session_id)""",
    """CREATE INDEX ix_session_record_session_id ON session_record (session_id)""",
    """CREATE INDEX ix_supervisee_person_id ON supervisee (person_id)""",
    """CREATE INDEX ix_supervision_session_contract_id ON supervision_session (contract_id)""",
    """CREATE INDEX ix_supervision_session_on ON supervision_session ("on")""",
    """CREATE INDEX ix_supervisor_person_id ON supervisor (person_id)""",
    """CREATE INDEX ix_supervisor_purpose_supervisor_id ON supervisor_purpose (supervisor_id)""",
    """CREATE INDEX ix_time_entry_agreement_id ON time_entry (agreement_id)""",
    """CREATE INDEX ix_time_entry_case_id ON time_entry (case_id)""",
    """CREATE INDEX ix_time_entry_on ON time_entry ("on")""",
    """CREATE INDEX ix_time_entry_session_id ON time_entry (session_id)""",
)


def upgrade() -> None:
    for statement in TABLES:
        op.get_bind().exec_driver_sql(statement)
