"""From schema 0001 to 0002; written by `migrations.regenerate` until it is released."""

from alembic import op

revision = "0002"
down_revision = "0001"
CHANGES_ROWS: tuple[str, ...] = ()

STATEMENTS = (
    """CREATE TABLE supervisor_search (
    "on" DATE NOT NULL,
    need VARCHAR,
    weight VARCHAR,
    practice_fields JSON,
    context VARCHAR,
    reason VARCHAR,
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_supervisor_search PRIMARY KEY (id)
)""",
    """CREATE TABLE charging_policy (
    valid_from DATE NOT NULL,
    version INTEGER,
    text VARCHAR,
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_charging_policy PRIMARY KEY (id)
)""",
    """CREATE TABLE own_rate (
    starts_on DATE NOT NULL,
    ends_on DATE,
    pence INTEGER NOT NULL,
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_own_rate PRIMARY KEY (id)
)""",
    """CREATE TABLE closed_period (
    starts_on DATE NOT NULL,
    ends_on DATE NOT NULL,
    note VARCHAR,
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_closed_period PRIMARY KEY (id)
)""",
    """CREATE TABLE budget (
    starts_on DATE NOT NULL,
    ends_on DATE NOT NULL,
    pence INTEGER NOT NULL,
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_budget PRIMARY KEY (id)
)""",
    """CREATE TABLE billing_target (
    starts_on DATE NOT NULL,
    minutes INTEGER NOT NULL,
    per VARCHAR NOT NULL,
    days INTEGER,
    lowered BOOLEAN,
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_billing_target PRIMARY KEY (id)
)""",
    """CREATE TABLE retention_period (
    months INTEGER,
    reason VARCHAR,
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_retention_period PRIMARY KEY (id)
)""",
    """CREATE TABLE hold (
    received_on DATE NOT NULL,
    concerns VARCHAR,
    reason VARCHAR,
    answer_by DATE,
    lifted_on DATE,
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_hold PRIMARY KEY (id)
)""",
    """CREATE TABLE disposal (
    "on" DATE NOT NULL,
    class_key VARCHAR NOT NULL,
    number INTEGER NOT NULL,
    first_year INTEGER,
    last_year INTEGER,
    rule VARCHAR,
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_disposal PRIMARY KEY (id)
)""",
    """CREATE TABLE excused_time (
    person_id VARCHAR(36) NOT NULL,
    starts_on DATE NOT NULL,
    ends_on DATE,
    reason VARCHAR,
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_excused_time PRIMARY KEY (id),
    CONSTRAINT fk_excused_time_person_id_person FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE
        INITIALLY DEFERRED
)""",
    """CREATE TABLE supervisor_rating (
    person_id VARCHAR(36) NOT NULL,
    "on" DATE NOT NULL,
    collaborative VARCHAR,
    integrity VARCHAR,
    honesty VARCHAR,
    sensitivity VARCHAR,
    self_awareness VARCHAR,
    credibility VARCHAR,
    humour VARCHAR,
    own_attribute VARCHAR,
    own_rating VARCHAR,
    empathy VARCHAR,
    genuineness VARCHAR,
    acceptance VARCHAR,
    positive_regard VARCHAR,
    note VARCHAR,
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_supervisor_rating PRIMARY KEY (id),
    CONSTRAINT fk_supervisor_rating_person_id_person FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE
        INITIALLY DEFERRED
)""",
    """CREATE TABLE search_line (
    "on" DATE NOT NULL,
    asked VARCHAR NOT NULL,
    suggestion VARCHAR,
    follow_up VARCHAR,
    candidate_id VARCHAR(36),
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_search_line PRIMARY KEY (id),
    CONSTRAINT fk_search_line_candidate_id_person FOREIGN KEY(candidate_id) REFERENCES person (id) DEFERRABLE
        INITIALLY DEFERRED
)""",
    """CREATE TABLE right_time_check (
    "on" DATE NOT NULL,
    career_stage_cpd VARCHAR,
    career_stage_cpd_note VARCHAR,
    caseload VARCHAR,
    caseload_note VARCHAR,
    issues_or_own_responses VARCHAR,
    issues_or_own_responses_note VARCHAR,
    personal_resources VARCHAR,
    personal_resources_note VARCHAR,
    supervisor_id VARCHAR(36),
    wanted_by DATE,
    arrangement VARCHAR,
    focus JSON,
    finished_on DATE,
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_right_time_check PRIMARY KEY (id),
    CONSTRAINT fk_right_time_check_supervisor_id_person FOREIGN KEY(supervisor_id) REFERENCES person (id)
        DEFERRABLE INITIALLY DEFERRED
)""",
    """CREATE TABLE contract_decision (
    person_id VARCHAR(36) NOT NULL,
    decided_on DATE NOT NULL,
    reason VARCHAR,
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_contract_decision PRIMARY KEY (id),
    CONSTRAINT fk_contract_decision_person_id_person FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE
        INITIALLY DEFERRED
)""",
    """CREATE TABLE invoice (
    direction VARCHAR NOT NULL,
    person_id VARCHAR(36) NOT NULL,
    number VARCHAR,
    "on" DATE NOT NULL,
    due_on DATE,
    net_pence INTEGER NOT NULL,
    vat_pence INTEGER,
    paid_on DATE,
    payer VARCHAR,
    note VARCHAR,
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_invoice PRIMARY KEY (id),
    CONSTRAINT fk_invoice_person_id_person FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE INITIALLY
        DEFERRED
)""",
    """CREATE TABLE earlier_profession (
    person_id VARCHAR(36) NOT NULL,
    profession VARCHAR NOT NULL,
    years INTEGER,
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_earlier_profession PRIMARY KEY (id),
    CONSTRAINT fk_earlier_profession_person_id_person FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE
        INITIALLY DEFERRED
)""",
    """CREATE TABLE practice_field (
    person_id VARCHAR(36) NOT NULL,
    field VARCHAR NOT NULL,
    level VARCHAR,
    starts_on DATE,
    active BOOLEAN NOT NULL,
    client_groups JSON,
    notes VARCHAR,
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_practice_field PRIMARY KEY (id),
    CONSTRAINT fk_practice_field_person_id_person FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE
        INITIALLY DEFERRED
)""",
    """CREATE TABLE body_expectation (
    person_id VARCHAR(36) NOT NULL,
    body VARCHAR NOT NULL,
    reference VARCHAR,
    expectation VARCHAR,
    sessions INTEGER,
    per VARCHAR,
    year_minutes INTEGER,
    link VARCHAR,
    checked_on DATE,
    check_on DATE,
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_body_expectation PRIMARY KEY (id),
    CONSTRAINT fk_body_expectation_person_id_person FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE
        INITIALLY DEFERRED
)""",
    """CREATE TABLE supervisor_growth (
    person_id VARCHAR(36) NOT NULL,
    activity VARCHAR NOT NULL,
    "on" DATE NOT NULL,
    outcome VARCHAR,
    criteria JSON,
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_supervisor_growth PRIMARY KEY (id),
    CONSTRAINT fk_supervisor_growth_person_id_person FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE
        INITIALLY DEFERRED
)""",
    """CREATE TABLE cadence_rule (
    name VARCHAR NOT NULL,
    applies_to VARCHAR NOT NULL,
    person_id VARCHAR(36),
    source VARCHAR NOT NULL,
    source_note VARCHAR,
    contract_id VARCHAR(36),
    adopted BOOLEAN,
    focus JSON,
    count INTEGER,
    unit VARCHAR,
    least_minutes INTEGER,
    year_minutes INTEGER,
    "group" VARCHAR,
    target_points INTEGER,
    starts_on DATE,
    ends_on DATE,
    reason VARCHAR,
    printed_line VARCHAR,
    look_again_on DATE,
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_cadence_rule PRIMARY KEY (id),
    CONSTRAINT fk_cadence_rule_person_id_person FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE
        INITIALLY DEFERRED,
    CONSTRAINT fk_cadence_rule_contract_id_contract FOREIGN KEY(contract_id) REFERENCES contract (id) DEFERRABLE
        INITIALLY DEFERRED
)""",
    """CREATE TABLE trigger_answer (
    "trigger" VARCHAR NOT NULL,
    answer VARCHAR NOT NULL,
    "on" DATE NOT NULL,
    case_id VARCHAR(36),
    field VARCHAR,
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_trigger_answer PRIMARY KEY (id),
    CONSTRAINT fk_trigger_answer_case_id_case FOREIGN KEY(case_id) REFERENCES "case" (id) DEFERRABLE INITIALLY
        DEFERRED
)""",
    """CREATE TABLE considered_change (
    person_id VARCHAR(36) NOT NULL,
    "on" DATE NOT NULL,
    rating_id VARCHAR(36),
    decision VARCHAR,
    reason VARCHAR,
    end_reason VARCHAR,
    successor_id VARCHAR(36),
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_considered_change PRIMARY KEY (id),
    CONSTRAINT fk_considered_change_person_id_person FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE
        INITIALLY DEFERRED,
    CONSTRAINT fk_considered_change_rating_id_supervisor_rating FOREIGN KEY(rating_id) REFERENCES
        supervisor_rating (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_considered_change_successor_id_person FOREIGN KEY(successor_id) REFERENCES person (id)
        DEFERRABLE INITIALLY DEFERRED
)""",
    """CREATE TABLE contract_review (
    contract_id VARCHAR(36) NOT NULL,
    "on" DATE NOT NULL,
    because VARCHAR,
    note VARCHAR,
    outcome VARCHAR,
    interval VARCHAR,
    next_on DATE,
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_contract_review PRIMARY KEY (id),
    CONSTRAINT fk_contract_review_contract_id_contract FOREIGN KEY(contract_id) REFERENCES contract (id)
        DEFERRABLE INITIALLY DEFERRED
)""",
    """CREATE TABLE due_diligence_item (
    supervisor_id VARCHAR(36) NOT NULL,
    item VARCHAR NOT NULL,
    result VARCHAR NOT NULL,
    "on" DATE,
    link VARCHAR,
    note VARCHAR,
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_due_diligence_item PRIMARY KEY (id),
    CONSTRAINT fk_due_diligence_item_supervisor_id_supervisor FOREIGN KEY(supervisor_id) REFERENCES supervisor
        (id) DEFERRABLE INITIALLY DEFERRED
)""",
    """CREATE TABLE field_currency (
    supervisor_id VARCHAR(36) NOT NULL,
    field VARCHAR NOT NULL,
    population VARCHAR,
    population_on DATE,
    standards VARCHAR,
    standards_on DATE,
    rating VARCHAR,
    ask_on DATE,
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_field_currency PRIMARY KEY (id),
    CONSTRAINT fk_field_currency_supervisor_id_supervisor FOREIGN KEY(supervisor_id) REFERENCES supervisor (id)
        DEFERRABLE INITIALLY DEFERRED
)""",
    """CREATE TABLE supervising_skill (
    supervisor_id VARCHAR(36) NOT NULL,
    heading VARCHAR NOT NULL,
    text VARCHAR,
    proof VARCHAR,
    "on" DATE,
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_supervising_skill PRIMARY KEY (id),
    CONSTRAINT fk_supervising_skill_supervisor_id_supervisor FOREIGN KEY(supervisor_id) REFERENCES supervisor
        (id) DEFERRABLE INITIALLY DEFERRED
)""",
    """CREATE TABLE supervision_need (
    need VARCHAR NOT NULL,
    field VARCHAR,
    case_id VARCHAR(36),
    priority VARCHAR,
    ended_on DATE,
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_supervision_need PRIMARY KEY (id),
    CONSTRAINT fk_supervision_need_case_id_case FOREIGN KEY(case_id) REFERENCES "case" (id) DEFERRABLE INITIALLY
        DEFERRED
)""",
    """CREATE TABLE supervisee_level (
    supervisee_id VARCHAR(36) NOT NULL,
    field VARCHAR NOT NULL,
    level VARCHAR,
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_supervisee_level PRIMARY KEY (id),
    CONSTRAINT fk_supervisee_level_supervisee_id_supervisee FOREIGN KEY(supervisee_id) REFERENCES supervisee
        (id) DEFERRABLE INITIALLY DEFERRED
)""",
    """CREATE TABLE supervisee_case (
    supervisee_id VARCHAR(36) NOT NULL,
    reference VARCHAR NOT NULL,
    condition VARCHAR,
    presentation VARCHAR,
    planned VARCHAR,
    within_expertise VARCHAR,
    note VARCHAR,
    "on" DATE,
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_supervisee_case PRIMARY KEY (id),
    CONSTRAINT fk_supervisee_case_supervisee_id_supervisee FOREIGN KEY(supervisee_id) REFERENCES supervisee (id)
        DEFERRABLE INITIALLY DEFERRED
)""",
    """CREATE TABLE supervisee_need (
    supervisee_id VARCHAR(36) NOT NULL,
    need VARCHAR NOT NULL,
    criterion VARCHAR,
    "plan" VARCHAR,
    progress VARCHAR,
    "on" DATE,
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_supervisee_need PRIMARY KEY (id),
    CONSTRAINT fk_supervisee_need_supervisee_id_supervisee FOREIGN KEY(supervisee_id) REFERENCES supervisee (id)
        DEFERRABLE INITIALLY DEFERRED
)""",
    """CREATE TABLE expectation_score (
    review_id VARCHAR(36) NOT NULL,
    expectation_id VARCHAR(36) NOT NULL,
    by_id VARCHAR(36) NOT NULL,
    score VARCHAR NOT NULL,
    comment VARCHAR,
    "on" DATE NOT NULL,
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_expectation_score PRIMARY KEY (id),
    CONSTRAINT fk_expectation_score_review_id_contract_review FOREIGN KEY(review_id) REFERENCES contract_review
        (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_expectation_score_expectation_id_contract_expectation FOREIGN KEY(expectation_id) REFERENCES
        contract_expectation (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_expectation_score_by_id_person FOREIGN KEY(by_id) REFERENCES person (id) DEFERRABLE INITIALLY
        DEFERRED
)""",
    """CREATE TABLE invoice_session (
    invoice_id VARCHAR(36) NOT NULL,
    session_id VARCHAR(36) NOT NULL,
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_invoice_session PRIMARY KEY (id),
    CONSTRAINT fk_invoice_session_invoice_id_invoice FOREIGN KEY(invoice_id) REFERENCES invoice (id) DEFERRABLE
        INITIALLY DEFERRED,
    CONSTRAINT fk_invoice_session_session_id_supervision_session FOREIGN KEY(session_id) REFERENCES
        supervision_session (id) DEFERRABLE INITIALLY DEFERRED
)""",
    """CREATE TABLE cost (
    "on" DATE NOT NULL,
    kind VARCHAR NOT NULL,
    pence INTEGER NOT NULL,
    vat_pence INTEGER,
    miles INTEGER,
    session_id VARCHAR(36),
    note VARCHAR,
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_cost PRIMARY KEY (id),
    CONSTRAINT fk_cost_session_id_supervision_session FOREIGN KEY(session_id) REFERENCES supervision_session
        (id) DEFERRABLE INITIALLY DEFERRED
)""",
    """CREATE TABLE need_cover (
    need_id VARCHAR(36) NOT NULL,
    supervisor_id VARCHAR(36) NOT NULL,
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_need_cover PRIMARY KEY (id),
    CONSTRAINT fk_need_cover_need_id_supervision_need FOREIGN KEY(need_id) REFERENCES supervision_need (id)
        DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_need_cover_supervisor_id_supervisor FOREIGN KEY(supervisor_id) REFERENCES supervisor (id)
        DEFERRABLE INITIALLY DEFERRED
)""",
    """CREATE TABLE charge_line (
    entry_id VARCHAR(36),
    corrects_id VARCHAR(36),
    case_id VARCHAR(36) NOT NULL,
    agreement_id VARCHAR(36),
    "on" DATE NOT NULL,
    activity VARCHAR NOT NULL,
    minutes INTEGER NOT NULL,
    billed INTEGER NOT NULL,
    rate_pence INTEGER NOT NULL,
    amount_pence INTEGER NOT NULL,
    reason VARCHAR,
    exported_on DATE,
    invoice_number VARCHAR,
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_charge_line PRIMARY KEY (id),
    CONSTRAINT fk_charge_line_entry_id_time_entry FOREIGN KEY(entry_id) REFERENCES time_entry (id) DEFERRABLE
        INITIALLY DEFERRED,
    CONSTRAINT fk_charge_line_corrects_id_charge_line FOREIGN KEY(corrects_id) REFERENCES charge_line (id)
        DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_charge_line_case_id_case FOREIGN KEY(case_id) REFERENCES "case" (id) DEFERRABLE INITIALLY
        DEFERRED,
    CONSTRAINT fk_charge_line_agreement_id_case_agreement FOREIGN KEY(agreement_id) REFERENCES case_agreement
        (id) DEFERRABLE INITIALLY DEFERRED
)""",
    """ALTER TABLE attachment ADD COLUMN description VARCHAR""",
    """ALTER TABLE print_log ADD COLUMN seal VARCHAR""",
    """ALTER TABLE contract ADD COLUMN access_requests VARCHAR""",
    """ALTER TABLE contract ADD COLUMN action_recorder VARCHAR""",
    """ALTER TABLE contract ADD COLUMN actions_at_end VARCHAR""",
    """ALTER TABLE contract ADD COLUMN ai_tool VARCHAR""",
    """ALTER TABLE contract ADD COLUMN breach_hours INTEGER""",
    """ALTER TABLE contract ADD COLUMN case_review_documents VARCHAR""",
    """ALTER TABLE contract ADD COLUMN case_review_every VARCHAR""",
    """ALTER TABLE contract ADD COLUMN case_review_formats JSON""",
    """ALTER TABLE contract ADD COLUMN check_in_every VARCHAR""",
    """ALTER TABLE contract ADD COLUMN codes_supervisee VARCHAR""",
    """ALTER TABLE contract ADD COLUMN codes_supervisor VARCHAR""",
    """ALTER TABLE contract ADD COLUMN complaint_route VARCHAR""",
    """ALTER TABLE contract ADD COLUMN concern_route VARCHAR""",
    """ALTER TABLE contract ADD COLUMN conflict_check VARCHAR""",
    """ALTER TABLE contract ADD COLUMN controllers VARCHAR""",
    """ALTER TABLE contract ADD COLUMN controllers_note VARCHAR""",
    """ALTER TABLE contract ADD COLUMN corrections VARCHAR""",
    """ALTER TABLE contract ADD COLUMN court_requests VARCHAR""",
    """ALTER TABLE contract ADD COLUMN end_at_once VARCHAR""",
    """ALTER TABLE contract ADD COLUMN evaluation_every VARCHAR""",
    """ALTER TABLE contract ADD COLUMN evaluation_steps VARCHAR""",
    """ALTER TABLE contract ADD COLUMN exclusions JSON""",
    """ALTER TABLE contract ADD COLUMN feedback_way VARCHAR""",
    """ALTER TABLE contract ADD COLUMN final_session VARCHAR""",
    """ALTER TABLE contract ADD COLUMN goals VARCHAR""",
    """ALTER TABLE contract ADD COLUMN handover VARCHAR""",
    """ALTER TABLE contract ADD COLUMN limits JSON""",
    """ALTER TABLE contract ADD COLUMN limits_more VARCHAR""",
    """ALTER TABLE contract ADD COLUMN minute_taker VARCHAR""",
    """ALTER TABLE contract ADD COLUMN models_reason VARCHAR""",
    """ALTER TABLE contract ADD COLUMN own_notes VARCHAR""",
    """ALTER TABLE contract ADD COLUMN papers_at_end VARCHAR""",
    """ALTER TABLE contract ADD COLUMN payer_note VARCHAR""",
    """ALTER TABLE contract ADD COLUMN purpose_individual BOOLEAN""",
    """ALTER TABLE contract ADD COLUMN purpose_on DATE""",
    """ALTER TABLE contract ADD COLUMN record_agreed_by VARCHAR""",
    """ALTER TABLE contract ADD COLUMN record_copies VARCHAR""",
    """ALTER TABLE contract ADD COLUMN record_due_days INTEGER""",
    """ALTER TABLE contract ADD COLUMN record_keeper VARCHAR""",
    """ALTER TABLE contract ADD COLUMN record_place VARCHAR""",
    """ALTER TABLE contract ADD COLUMN recording_deleted VARCHAR""",
    """ALTER TABLE contract ADD COLUMN recording_gdpr VARCHAR""",
    """ALTER TABLE contract ADD COLUMN recording_storage VARCHAR""",
    """ALTER TABLE contract ADD COLUMN records_on_death VARCHAR""",
    """ALTER TABLE contract ADD COLUMN records_on_ending VARCHAR""",
    """ALTER TABLE contract ADD COLUMN safeguarding_when VARCHAR""",
    """ALTER TABLE contract ADD COLUMN safeguarding_who VARCHAR""",
    """ALTER TABLE contract ADD COLUMN security VARCHAR""",
    """ALTER TABLE contract ADD COLUMN separation VARCHAR""",
    """ALTER TABLE contract ADD COLUMN separation_none BOOLEAN""",
    """ALTER TABLE contract ADD COLUMN third_person VARCHAR""",
    """ALTER TABLE practitioner ADD COLUMN case_management_since DATE""",
    """ALTER TABLE practitioner ADD COLUMN holds_caseload BOOLEAN""",
    """ALTER TABLE practitioner ADD COLUMN logo_id VARCHAR(36) REFERENCES attachment (id) DEFERRABLE INITIALLY DEFERRED""",
    """ALTER TABLE practitioner ADD COLUMN mission VARCHAR""",
    """ALTER TABLE practitioner ADD COLUMN newly_registered BOOLEAN""",
    """ALTER TABLE practitioner ADD COLUMN stands_from DATE""",
    """ALTER TABLE practitioner ADD COLUMN supervises BOOLEAN""",
    """ALTER TABLE practitioner ADD COLUMN values_held JSON""",
    """ALTER TABLE practitioner ADD COLUMN vision VARCHAR""",
    """ALTER TABLE supervisee ADD COLUMN cover_pence INTEGER""",
    """ALTER TABLE supervisee ADD COLUMN data_registration VARCHAR""",
    """ALTER TABLE supervisee ADD COLUMN data_registration_until DATE""",
    """ALTER TABLE supervisee ADD COLUMN insured_until DATE""",
    """ALTER TABLE supervisee ADD COLUMN insurer VARCHAR""",
    """ALTER TABLE supervisee ADD COLUMN policy_number VARCHAR""",
    """ALTER TABLE supervisee ADD COLUMN record_check VARCHAR""",
    """ALTER TABLE supervisee ADD COLUMN record_check_on DATE""",
    """ALTER TABLE supervisee ADD COLUMN strengths VARCHAR""",
    """ALTER TABLE supervisee ADD COLUMN update_service BOOLEAN""",
    """ALTER TABLE supervisor ADD COLUMN answers_note VARCHAR""",
    """ALTER TABLE supervisor ADD COLUMN approach_fit VARCHAR""",
    """ALTER TABLE supervisor ADD COLUMN ask_again_on DATE""",
    """ALTER TABLE supervisor ADD COLUMN choice VARCHAR""",
    """ALTER TABLE supervisor ADD COLUMN choice_note VARCHAR""",
    """ALTER TABLE supervisor ADD COLUMN client_group_knowledge VARCHAR""",
    """ALTER TABLE supervisor ADD COLUMN cm_standards_knowledge VARCHAR""",
    """ALTER TABLE supervisor ADD COLUMN compared BOOLEAN""",
    """ALTER TABLE supervisor ADD COLUMN cover_pence INTEGER""",
    """ALTER TABLE supervisor ADD COLUMN criteria_note VARCHAR""",
    """ALTER TABLE supervisor ADD COLUMN culture_agreed VARCHAR""",
    """ALTER TABLE supervisor ADD COLUMN culture_mine VARCHAR""",
    """ALTER TABLE supervisor ADD COLUMN culture_print BOOLEAN""",
    """ALTER TABLE supervisor ADD COLUMN culture_review_on DATE""",
    """ALTER TABLE supervisor ADD COLUMN culture_theirs VARCHAR""",
    """ALTER TABLE supervisor ADD COLUMN data_registration VARCHAR""",
    """ALTER TABLE supervisor ADD COLUMN data_registration_until DATE""",
    """ALTER TABLE supervisor ADD COLUMN decided_on DATE""",
    """ALTER TABLE supervisor ADD COLUMN decision VARCHAR""",
    """ALTER TABLE supervisor ADD COLUMN decision_reason VARCHAR""",
    """ALTER TABLE supervisor ADD COLUMN double_roles JSON""",
    """ALTER TABLE supervisor ADD COLUMN double_roles_note VARCHAR""",
    """ALTER TABLE supervisor ADD COLUMN emotional_support VARCHAR""",
    """ALTER TABLE supervisor ADD COLUMN ethical VARCHAR""",
    """ALTER TABLE supervisor ADD COLUMN expertise_fit VARCHAR""",
    """ALTER TABLE supervisor ADD COLUMN inclusive VARCHAR""",
    """ALTER TABLE supervisor ADD COLUMN insured_until DATE""",
    """ALTER TABLE supervisor ADD COLUMN insurer VARCHAR""",
    """ALTER TABLE supervisor ADD COLUMN is_peer BOOLEAN""",
    """ALTER TABLE supervisor ADD COLUMN knowledge_experience VARCHAR""",
    """ALTER TABLE supervisor ADD COLUMN mutual BOOLEAN""",
    """ALTER TABLE supervisor ADD COLUMN non_judgemental VARCHAR""",
    """ALTER TABLE supervisor ADD COLUMN own_supervision_last_on DATE""",
    """ALTER TABLE supervisor ADD COLUMN own_supervision_with VARCHAR""",
    """ALTER TABLE supervisor ADD COLUMN personal_comfort VARCHAR""",
    """ALTER TABLE supervisor ADD COLUMN policy_number VARCHAR""",
    """ALTER TABLE supervisor ADD COLUMN record_check VARCHAR""",
    """ALTER TABLE supervisor ADD COLUMN record_check_on DATE""",
    """ALTER TABLE supervisor ADD COLUMN relationship_building VARCHAR""",
    """ALTER TABLE supervisor ADD COLUMN responsibilities JSON""",
    """ALTER TABLE supervisor ADD COLUMN theory_fit VARCHAR""",
    """ALTER TABLE supervisor ADD COLUMN update_service BOOLEAN""",
    """ALTER TABLE supervisor ADD COLUMN wellbeing_asked_on DATE""",
    """ALTER TABLE supervisor ADD COLUMN wellbeing_satisfied VARCHAR""",
    """ALTER TABLE contract_signature ADD COLUMN reason VARCHAR""",
    """ALTER TABLE supervision_session ADD COLUMN minute_taker VARCHAR""",
    """ALTER TABLE supervision_session ADD COLUMN models JSON""",
    """ALTER TABLE participant ADD COLUMN note VARCHAR""",
    """ALTER TABLE time_entry ADD COLUMN charged_on DATE""",
    """ALTER TABLE time_entry ADD COLUMN policy_id VARCHAR(36) REFERENCES charging_policy (id) DEFERRABLE INITIALLY
        DEFERRED""",
    """ALTER TABLE time_entry ADD COLUMN timed BOOLEAN""",
    """CREATE INDEX ix_body_expectation_person_id ON body_expectation (person_id)""",
    """CREATE INDEX ix_cadence_rule_contract_id ON cadence_rule (contract_id)""",
    """CREATE INDEX ix_cadence_rule_person_id ON cadence_rule (person_id)""",
    """CREATE INDEX ix_charge_line_agreement_id ON charge_line (agreement_id)""",
    """CREATE INDEX ix_charge_line_case_id ON charge_line (case_id)""",
    """CREATE INDEX ix_charge_line_corrects_id ON charge_line (corrects_id)""",
    """CREATE INDEX ix_charge_line_entry_id ON charge_line (entry_id)""",
    """CREATE INDEX ix_considered_change_person_id ON considered_change (person_id)""",
    """CREATE INDEX ix_considered_change_rating_id ON considered_change (rating_id)""",
    """CREATE INDEX ix_considered_change_successor_id ON considered_change (successor_id)""",
    """CREATE INDEX ix_contract_decision_person_id ON contract_decision (person_id)""",
    """CREATE INDEX ix_contract_review_contract_id ON contract_review (contract_id)""",
    """CREATE INDEX ix_cost_on ON cost ("on")""",
    """CREATE INDEX ix_cost_session_id ON cost (session_id)""",
    """CREATE INDEX ix_due_diligence_item_supervisor_id ON due_diligence_item (supervisor_id)""",
    """CREATE INDEX ix_earlier_profession_person_id ON earlier_profession (person_id)""",
    """CREATE INDEX ix_excused_time_person_id ON excused_time (person_id)""",
    """CREATE INDEX ix_expectation_score_by_id ON expectation_score (by_id)""",
    """CREATE INDEX ix_expectation_score_expectation_id ON expectation_score (expectation_id)""",
    """CREATE INDEX ix_expectation_score_review_id ON expectation_score (review_id)""",
    """CREATE INDEX ix_field_currency_supervisor_id ON field_currency (supervisor_id)""",
    """CREATE INDEX ix_invoice_on ON invoice ("on")""",
    """CREATE INDEX ix_invoice_person_id ON invoice (person_id)""",
    """CREATE INDEX ix_invoice_session_invoice_id ON invoice_session (invoice_id)""",
    """CREATE INDEX ix_invoice_session_session_id ON invoice_session (session_id)""",
    """CREATE INDEX ix_need_cover_need_id ON need_cover (need_id)""",
    """CREATE INDEX ix_need_cover_supervisor_id ON need_cover (supervisor_id)""",
    """CREATE INDEX ix_practice_field_person_id ON practice_field (person_id)""",
    """CREATE INDEX ix_practitioner_logo_id ON practitioner (logo_id)""",
    """CREATE INDEX ix_right_time_check_supervisor_id ON right_time_check (supervisor_id)""",
    """CREATE INDEX ix_search_line_candidate_id ON search_line (candidate_id)""",
    """CREATE INDEX ix_supervisee_case_supervisee_id ON supervisee_case (supervisee_id)""",
    """CREATE INDEX ix_supervisee_level_supervisee_id ON supervisee_level (supervisee_id)""",
    """CREATE INDEX ix_supervisee_need_supervisee_id ON supervisee_need (supervisee_id)""",
    """CREATE INDEX ix_supervising_skill_supervisor_id ON supervising_skill (supervisor_id)""",
    """CREATE INDEX ix_supervision_need_case_id ON supervision_need (case_id)""",
    """CREATE INDEX ix_supervisor_growth_person_id ON supervisor_growth (person_id)""",
    """CREATE INDEX ix_supervisor_rating_person_id ON supervisor_rating (person_id)""",
    """CREATE INDEX ix_time_entry_policy_id ON time_entry (policy_id)""",
    """CREATE INDEX ix_trigger_answer_case_id ON trigger_answer (case_id)""",
)


def upgrade() -> None:
    for statement in STATEMENTS:
        op.get_bind().exec_driver_sql(statement)
