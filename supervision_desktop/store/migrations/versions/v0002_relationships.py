"""From schema 0001 to 0002; written by `migrations.regenerate` until it is released."""

from alembic import op

revision = "0002"
down_revision = "0001"
CHANGES_ROWS: tuple[str, ...] = ()

STATEMENTS = (
    """CREATE TABLE assessment (
    field VARCHAR NOT NULL,
    framework_id VARCHAR NOT NULL,
    framework_version VARCHAR NOT NULL,
    begun_on DATE NOT NULL,
    title VARCHAR,
    finished_at VARCHAR,
    next_review_on DATE,
    level VARCHAR,
    level_reason VARCHAR,
    education_route VARCHAR,
    education_details VARCHAR,
    experience VARCHAR,
    education_proof VARCHAR,
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_assessment PRIMARY KEY (id)
)""",
    """CREATE TABLE own_criterion (
    framework VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    "group" VARCHAR,
    level VARCHAR,
    about VARCHAR,
    retired BOOLEAN,
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_own_criterion PRIMARY KEY (id)
)""",
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
    """CREATE TABLE cpd_period (
    body VARCHAR NOT NULL,
    starts_on DATE NOT NULL,
    months VARCHAR NOT NULL,
    minutes INTEGER,
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_cpd_period PRIMARY KEY (id)
)""",
    """CREATE TABLE development_need (
    need VARCHAR NOT NULL,
    nature VARCHAR,
    status VARCHAR,
    priority VARCHAR,
    field VARCHAR,
    noticed_on DATE,
    source VARCHAR,
    "plan" VARCHAR,
    outcome VARCHAR,
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_development_need PRIMARY KEY (id)
)""",
    """CREATE TABLE resource (
    title VARCHAR NOT NULL,
    kind VARCHAR,
    tags JSON,
    author VARCHAR,
    year INTEGER,
    place VARCHAR,
    model VARCHAR,
    note VARCHAR,
    checked_on DATE,
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_resource PRIMARY KEY (id)
)""",
    """CREATE TABLE tool (
    name VARCHAR NOT NULL,
    purposes JSON,
    holds_client_data BOOLEAN,
    data_protection_note VARCHAR,
    renews_on DATE,
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_tool PRIMARY KEY (id)
)""",
    """CREATE TABLE support_source (
    name VARCHAR NOT NULL,
    contact VARCHAR,
    when_to_use VARCHAR,
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_support_source PRIMARY KEY (id)
)""",
    """CREATE TABLE feedback_form (
    name VARCHAR NOT NULL,
    source VARCHAR,
    opening VARCHAR,
    questions VARCHAR,
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_feedback_form PRIMARY KEY (id)
)""",
    """CREATE TABLE processing_activity (
    name VARCHAR NOT NULL,
    about VARCHAR,
    purpose VARCHAR,
    basis VARCHAR,
    special VARCHAR,
    shared_with VARCHAR,
    reviewed_on DATE,
    note VARCHAR,
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_processing_activity PRIMARY KEY (id)
)""",
    """CREATE TABLE privacy_notice (
    name VARCHAR NOT NULL,
    "on" DATE,
    review_on DATE,
    given_how VARCHAR,
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_privacy_notice PRIMARY KEY (id)
)""",
    """CREATE TABLE processor (
    name VARCHAR NOT NULL,
    holds VARCHAR,
    place VARCHAR,
    agreement_on DATE,
    review_on DATE,
    note VARCHAR,
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_processor PRIMARY KEY (id)
)""",
    """CREATE TABLE breach (
    name VARCHAR NOT NULL,
    kind VARCHAR,
    happened_on DATE,
    known_on DATE NOT NULL,
    known_at INTEGER,
    data VARCHAR,
    people_count INTEGER,
    other_computer BOOLEAN,
    facts VARCHAR,
    facts_at VARCHAR,
    risk VARCHAR,
    follows VARCHAR,
    done VARCHAR,
    reason VARCHAR,
    learned VARCHAR,
    closed_on DATE,
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_breach PRIMARY KEY (id)
)""",
    """CREATE TABLE complaint (
    name VARCHAR NOT NULL,
    received_on DATE NOT NULL,
    from_whom VARCHAR,
    about_data BOOLEAN,
    said VARCHAR,
    acknowledge_by DATE,
    acknowledged_on DATE,
    answer_by DATE,
    answered_on DATE,
    outcome VARCHAR,
    answer VARCHAR,
    learning VARCHAR,
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_complaint PRIMARY KEY (id)
)""",
    """CREATE TABLE import_batch (
    at VARCHAR NOT NULL,
    target VARCHAR NOT NULL,
    file_name VARCHAR NOT NULL,
    count INTEGER NOT NULL,
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_import_batch PRIMARY KEY (id)
)""",
    """CREATE TABLE link (
    from_kind VARCHAR NOT NULL,
    from_id VARCHAR NOT NULL,
    to_kind VARCHAR NOT NULL,
    to_id VARCHAR NOT NULL,
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_link PRIMARY KEY (id)
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
    """CREATE TABLE custom_model (
    name VARCHAR NOT NULL,
    about VARCHAR,
    private BOOLEAN,
    retired BOOLEAN,
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_custom_model PRIMARY KEY (id)
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
    """CREATE TABLE abbreviation (
    short VARCHAR NOT NULL,
    long VARCHAR,
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_abbreviation PRIMARY KEY (id)
)""",
    """CREATE TABLE known_name (
    name VARCHAR,
    "instead" VARCHAR,
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_known_name PRIMARY KEY (id)
)""",
    """CREATE TABLE assessment_rating (
    assessment_id VARCHAR(36) NOT NULL,
    code VARCHAR NOT NULL,
    value VARCHAR,
    not_applicable BOOLEAN,
    reason VARCHAR,
    note VARCHAR,
    wish VARCHAR,
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_assessment_rating PRIMARY KEY (id),
    CONSTRAINT fk_assessment_rating_assessment_id_assessment FOREIGN KEY(assessment_id) REFERENCES assessment
        (id) DEFERRABLE INITIALLY DEFERRED
)""",
    """CREATE TABLE assessment_evidence (
    assessment_id VARCHAR(36) NOT NULL,
    code VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    record_kind VARCHAR,
    record_id VARCHAR,
    words VARCHAR,
    note VARCHAR,
    "on" DATE,
    strength VARCHAR,
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_assessment_evidence PRIMARY KEY (id),
    CONSTRAINT fk_assessment_evidence_assessment_id_assessment FOREIGN KEY(assessment_id) REFERENCES assessment
        (id) DEFERRABLE INITIALLY DEFERRED
)""",
    """CREATE TABLE assessment_equivalent (
    assessment_id VARCHAR(36) NOT NULL,
    code VARCHAR NOT NULL,
    words VARCHAR NOT NULL,
    agreed_by VARCHAR,
    "on" DATE,
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_assessment_equivalent PRIMARY KEY (id),
    CONSTRAINT fk_assessment_equivalent_assessment_id_assessment FOREIGN KEY(assessment_id) REFERENCES
        assessment (id) DEFERRABLE INITIALLY DEFERRED
)""",
    """CREATE TABLE second_rating (
    assessment_id VARCHAR(36) NOT NULL,
    code VARCHAR NOT NULL,
    rater_id VARCHAR(36),
    value VARCHAR,
    note VARCHAR,
    "on" DATE,
    agreed VARCHAR,
    agreed_reason VARCHAR,
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_second_rating PRIMARY KEY (id),
    CONSTRAINT fk_second_rating_assessment_id_assessment FOREIGN KEY(assessment_id) REFERENCES assessment (id)
        DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_second_rating_rater_id_person FOREIGN KEY(rater_id) REFERENCES person (id) DEFERRABLE
        INITIALLY DEFERRED
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
    """CREATE TABLE training_offer (
    title VARCHAR NOT NULL,
    state VARCHAR NOT NULL,
    kind VARCHAR,
    "on" DATE,
    minutes INTEGER,
    provider VARCHAR,
    cost_pence INTEGER,
    field VARCHAR,
    relevance VARCHAR,
    mandatory BOOLEAN,
    valid_until DATE,
    batch_id VARCHAR(36),
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_training_offer PRIMARY KEY (id),
    CONSTRAINT fk_training_offer_batch_id_import_batch FOREIGN KEY(batch_id) REFERENCES import_batch (id)
        DEFERRABLE INITIALLY DEFERRED
)""",
    """CREATE TABLE mentoring (
    person_id VARCHAR(36) NOT NULL,
    side VARCHAR NOT NULL,
    aims VARCHAR,
    starts_on DATE,
    ends_on DATE,
    outcome VARCHAR,
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_mentoring PRIMARY KEY (id),
    CONSTRAINT fk_mentoring_person_id_person FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE INITIALLY
        DEFERRED
)""",
    """CREATE TABLE effectiveness_review (
    person_id VARCHAR(36) NOT NULL,
    "on" DATE NOT NULL,
    direction VARCHAR NOT NULL,
    note VARCHAR,
    stress VARCHAR,
    stress_note VARCHAR,
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_effectiveness_review PRIMARY KEY (id),
    CONSTRAINT fk_effectiveness_review_person_id_person FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE
        INITIALLY DEFERRED
)""",
    """CREATE TABLE benefit_noticed (
    person_id VARCHAR(36) NOT NULL,
    "on" DATE NOT NULL,
    benefit VARCHAR,
    for_whom VARCHAR,
    example VARCHAR,
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_benefit_noticed PRIMARY KEY (id),
    CONSTRAINT fk_benefit_noticed_person_id_person FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE
        INITIALLY DEFERRED
)""",
    """CREATE TABLE check_in (
    person_id VARCHAR(36) NOT NULL,
    "on" DATE NOT NULL,
    progress VARCHAR,
    challenges VARCHAR,
    outcome VARCHAR,
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_check_in PRIMARY KEY (id),
    CONSTRAINT fk_check_in_person_id_person FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE INITIALLY
        DEFERRED
)""",
    """CREATE TABLE feedback_rhythm (
    person_id VARCHAR(36) NOT NULL,
    mechanism VARCHAR NOT NULL,
    every VARCHAR NOT NULL,
    starts_on DATE,
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_feedback_rhythm PRIMARY KEY (id),
    CONSTRAINT fk_feedback_rhythm_person_id_person FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE
        INITIALLY DEFERRED
)""",
    """CREATE TABLE written_evaluation (
    person_id VARCHAR(36) NOT NULL,
    "on" DATE NOT NULL,
    whose VARCHAR NOT NULL,
    author VARCHAR,
    starts_on DATE,
    ends_on DATE,
    rating VARCHAR,
    "plan" VARCHAR,
    comment VARCHAR,
    author_signed_on DATE,
    evaluated_signed_on DATE,
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_written_evaluation PRIMARY KEY (id),
    CONSTRAINT fk_written_evaluation_person_id_person FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE
        INITIALLY DEFERRED
)""",
    """CREATE TABLE input_evaluation (
    person_id VARCHAR(36) NOT NULL,
    "on" DATE NOT NULL,
    "by" VARCHAR NOT NULL,
    wanted VARCHAR,
    useful VARCHAR,
    challenged VARCHAR,
    supported VARCHAR,
    helped VARCHAR,
    more VARCHAR,
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_input_evaluation PRIMARY KEY (id),
    CONSTRAINT fk_input_evaluation_person_id_person FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE
        INITIALLY DEFERRED
)""",
    """CREATE TABLE appraisal (
    "on" DATE NOT NULL,
    whose VARCHAR NOT NULL,
    person_id VARCHAR(36),
    other VARCHAR,
    result VARCHAR,
    next_step VARCHAR,
    next_on DATE,
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_appraisal PRIMARY KEY (id),
    CONSTRAINT fk_appraisal_person_id_person FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE INITIALLY
        DEFERRED
)""",
    """CREATE TABLE goal (
    text VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    horizon VARCHAR NOT NULL,
    status VARCHAR NOT NULL,
    target_on DATE,
    priority VARCHAR,
    next_review_on DATE,
    progress INTEGER,
    owner_id VARCHAR(36),
    starts_on DATE,
    ended_on DATE,
    serves VARCHAR,
    serves_how VARCHAR,
    specific VARCHAR,
    measurable VARCHAR,
    achievable VARCHAR,
    relevant VARCHAR,
    timely VARCHAR,
    evaluation VARCHAR,
    review VARCHAR,
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_goal PRIMARY KEY (id),
    CONSTRAINT fk_goal_owner_id_person FOREIGN KEY(owner_id) REFERENCES person (id) DEFERRABLE INITIALLY
        DEFERRED
)""",
    """CREATE TABLE breach_notice (
    breach_id VARCHAR(36) NOT NULL,
    whom VARCHAR NOT NULL,
    "on" DATE NOT NULL,
    at INTEGER,
    how VARCHAR,
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_breach_notice PRIMARY KEY (id),
    CONSTRAINT fk_breach_notice_breach_id_breach FOREIGN KEY(breach_id) REFERENCES breach (id) DEFERRABLE
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
    """CREATE TABLE custom_part (
    model_id VARCHAR(36) NOT NULL,
    dimension VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    title VARCHAR NOT NULL,
    prompt VARCHAR,
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_custom_part PRIMARY KEY (id),
    CONSTRAINT fk_custom_part_model_id_custom_model FOREIGN KEY(model_id) REFERENCES custom_model (id)
        DEFERRABLE INITIALLY DEFERRED
)""",
    """CREATE TABLE share (
    "on" DATE NOT NULL,
    what VARCHAR NOT NULL,
    person_id VARCHAR(36),
    recipient VARCHAR,
    purpose VARCHAR,
    way VARCHAR,
    basis VARCHAR,
    identification VARCHAR,
    print_id VARCHAR(36),
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_share PRIMARY KEY (id),
    CONSTRAINT fk_share_person_id_person FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE INITIALLY
        DEFERRED,
    CONSTRAINT fk_share_print_id_print_log FOREIGN KEY(print_id) REFERENCES print_log (id) DEFERRABLE INITIALLY
        DEFERRED
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
    """CREATE TABLE mentoring_meeting (
    mentoring_id VARCHAR(36) NOT NULL,
    "on" DATE NOT NULL,
    minutes INTEGER,
    about VARCHAR,
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_mentoring_meeting PRIMARY KEY (id),
    CONSTRAINT fk_mentoring_meeting_mentoring_id_mentoring FOREIGN KEY(mentoring_id) REFERENCES mentoring (id)
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
    """CREATE TABLE evaluation_section (
    evaluation_id VARCHAR(36) NOT NULL,
    position INTEGER NOT NULL,
    heading VARCHAR NOT NULL,
    text VARCHAR,
    comment VARCHAR,
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_evaluation_section PRIMARY KEY (id),
    CONSTRAINT fk_evaluation_section_evaluation_id_written_evaluation FOREIGN KEY(evaluation_id) REFERENCES
        written_evaluation (id) DEFERRABLE INITIALLY DEFERRED
)""",
    """CREATE TABLE evaluation_step (
    evaluation_id VARCHAR(36) NOT NULL,
    position INTEGER NOT NULL,
    text VARCHAR NOT NULL,
    done_on DATE,
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_evaluation_step PRIMARY KEY (id),
    CONSTRAINT fk_evaluation_step_evaluation_id_written_evaluation FOREIGN KEY(evaluation_id) REFERENCES
        written_evaluation (id) DEFERRABLE INITIALLY DEFERRED
)""",
    """CREATE TABLE appraisal_objective (
    appraisal_id VARCHAR(36) NOT NULL,
    position INTEGER NOT NULL,
    objective VARCHAR NOT NULL,
    result VARCHAR,
    note VARCHAR,
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_appraisal_objective PRIMARY KEY (id),
    CONSTRAINT fk_appraisal_objective_appraisal_id_appraisal FOREIGN KEY(appraisal_id) REFERENCES appraisal (id)
        DEFERRABLE INITIALLY DEFERRED
)""",
    """CREATE TABLE goal_objective (
    goal_id VARCHAR(36) NOT NULL,
    text VARCHAR NOT NULL,
    due_on DATE,
    measure VARCHAR,
    proportion INTEGER,
    done_on DATE,
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_goal_objective PRIMARY KEY (id),
    CONSTRAINT fk_goal_objective_goal_id_goal FOREIGN KEY(goal_id) REFERENCES goal (id) DEFERRABLE INITIALLY
        DEFERRED
)""",
    """CREATE TABLE goal_review (
    goal_id VARCHAR(36) NOT NULL,
    "on" DATE NOT NULL,
    result VARCHAR NOT NULL,
    note VARCHAR,
    next_on DATE,
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_goal_review PRIMARY KEY (id),
    CONSTRAINT fk_goal_review_goal_id_goal FOREIGN KEY(goal_id) REFERENCES goal (id) DEFERRABLE INITIALLY
        DEFERRED
)""",
    """CREATE TABLE goal_wording (
    goal_id VARCHAR(36) NOT NULL,
    "on" DATE NOT NULL,
    text VARCHAR NOT NULL,
    target_on DATE,
    priority VARCHAR,
    status VARCHAR,
    reason VARCHAR,
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_goal_wording PRIMARY KEY (id),
    CONSTRAINT fk_goal_wording_goal_id_goal FOREIGN KEY(goal_id) REFERENCES goal (id) DEFERRABLE INITIALLY
        DEFERRED
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
    """CREATE TABLE shared_outcome (
    text VARCHAR NOT NULL,
    "on" DATE NOT NULL,
    person_id VARCHAR(36),
    case_id VARCHAR(36),
    session_id VARCHAR(36),
    result VARCHAR,
    ended_on DATE,
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_shared_outcome PRIMARY KEY (id),
    CONSTRAINT fk_shared_outcome_person_id_person FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE
        INITIALLY DEFERRED,
    CONSTRAINT fk_shared_outcome_case_id_case FOREIGN KEY(case_id) REFERENCES "case" (id) DEFERRABLE INITIALLY
        DEFERRED,
    CONSTRAINT fk_shared_outcome_session_id_supervision_session FOREIGN KEY(session_id) REFERENCES
        supervision_session (id) DEFERRABLE INITIALLY DEFERRED
)""",
    """CREATE TABLE caseload_part (
    session_id VARCHAR(36) NOT NULL,
    part VARCHAR NOT NULL,
    state VARCHAR,
    note VARCHAR,
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_caseload_part PRIMARY KEY (id),
    CONSTRAINT fk_caseload_part_session_id_supervision_session FOREIGN KEY(session_id) REFERENCES
        supervision_session (id) DEFERRABLE INITIALLY DEFERRED
)""",
    """CREATE TABLE document_looked_at (
    session_id VARCHAR(36) NOT NULL,
    case_id VARCHAR(36) NOT NULL,
    document VARCHAR NOT NULL,
    finding VARCHAR,
    note VARCHAR,
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_document_looked_at PRIMARY KEY (id),
    CONSTRAINT fk_document_looked_at_session_id_supervision_session FOREIGN KEY(session_id) REFERENCES
        supervision_session (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_document_looked_at_case_id_case FOREIGN KEY(case_id) REFERENCES "case" (id) DEFERRABLE
        INITIALLY DEFERRED
)""",
    """CREATE TABLE linked_meeting (
    session_id VARCHAR(36) NOT NULL,
    kind VARCHAR NOT NULL,
    "on" DATE,
    case_id VARCHAR(36),
    outcome VARCHAR,
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_linked_meeting PRIMARY KEY (id),
    CONSTRAINT fk_linked_meeting_session_id_supervision_session FOREIGN KEY(session_id) REFERENCES
        supervision_session (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_linked_meeting_case_id_case FOREIGN KEY(case_id) REFERENCES "case" (id) DEFERRABLE INITIALLY
        DEFERRED
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
    """CREATE TABLE cpd_entry (
    "on" DATE NOT NULL,
    title VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    minutes INTEGER,
    participatory_minutes INTEGER,
    field VARCHAR,
    provider VARCHAR,
    cost_pence INTEGER,
    "plan" VARCHAR,
    did VARCHAR,
    reflection VARCHAR,
    applied VARCHAR,
    client_effect VARCHAR,
    next_step VARCHAR,
    shared_how VARCHAR,
    shared_with VARCHAR,
    shared_on DATE,
    shared_effect VARCHAR,
    session_id VARCHAR(36),
    batch_id VARCHAR(36),
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_cpd_entry PRIMARY KEY (id),
    CONSTRAINT fk_cpd_entry_session_id_supervision_session FOREIGN KEY(session_id) REFERENCES
        supervision_session (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_cpd_entry_batch_id_import_batch FOREIGN KEY(batch_id) REFERENCES import_batch (id) DEFERRABLE
        INITIALLY DEFERRED
)""",
    """CREATE TABLE case_discussed (
    session_id VARCHAR(36) NOT NULL,
    case_id VARCHAR(36) NOT NULL,
    why VARCHAR,
    note VARCHAR,
    minutes INTEGER,
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_case_discussed PRIMARY KEY (id),
    CONSTRAINT fk_case_discussed_session_id_supervision_session FOREIGN KEY(session_id) REFERENCES
        supervision_session (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_case_discussed_case_id_case FOREIGN KEY(case_id) REFERENCES "case" (id) DEFERRABLE INITIALLY
        DEFERRED
)""",
    """CREATE TABLE session_rating (
    session_id VARCHAR(36) NOT NULL,
    "on" DATE NOT NULL,
    wanted VARCHAR,
    useful VARCHAR,
    challenged VARCHAR,
    supported VARCHAR,
    remark VARCHAR,
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_session_rating PRIMARY KEY (id),
    CONSTRAINT fk_session_rating_session_id_supervision_session FOREIGN KEY(session_id) REFERENCES
        supervision_session (id) DEFERRABLE INITIALLY DEFERRED
)""",
    """CREATE TABLE feedback (
    "on" DATE NOT NULL,
    direction VARCHAR NOT NULL,
    summary VARCHAR NOT NULL,
    person_id VARCHAR(36),
    other VARCHAR,
    source VARCHAR,
    strengths VARCHAR,
    to_improve VARCHAR,
    agreed_step VARCHAR,
    response VARCHAR,
    session_id VARCHAR(36),
    reaction VARCHAR,
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_feedback PRIMARY KEY (id),
    CONSTRAINT fk_feedback_person_id_person FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE INITIALLY
        DEFERRED,
    CONSTRAINT fk_feedback_session_id_supervision_session FOREIGN KEY(session_id) REFERENCES supervision_session
        (id) DEFERRABLE INITIALLY DEFERRED
)""",
    """CREATE TABLE goal_note (
    goal_id VARCHAR(36) NOT NULL,
    "on" DATE NOT NULL,
    text VARCHAR NOT NULL,
    session_id VARCHAR(36),
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_goal_note PRIMARY KEY (id),
    CONSTRAINT fk_goal_note_goal_id_goal FOREIGN KEY(goal_id) REFERENCES goal (id) DEFERRABLE INITIALLY
        DEFERRED,
    CONSTRAINT fk_goal_note_session_id_supervision_session FOREIGN KEY(session_id) REFERENCES
        supervision_session (id) DEFERRABLE INITIALLY DEFERRED
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
    """CREATE TABLE topic (
    text VARCHAR NOT NULL,
    kind VARCHAR,
    "on" DATE NOT NULL,
    state VARCHAR NOT NULL,
    person_id VARCHAR(36),
    case_id VARCHAR(36),
    session_id VARCHAR(36),
    from_on DATE,
    priority VARCHAR,
    wanted VARCHAR,
    emotion VARCHAR,
    source VARCHAR,
    source_id VARCHAR,
    reason VARCHAR,
    minutes INTEGER,
    note VARCHAR,
    discussed_on DATE,
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_topic PRIMARY KEY (id),
    CONSTRAINT fk_topic_person_id_person FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE INITIALLY
        DEFERRED,
    CONSTRAINT fk_topic_case_id_case FOREIGN KEY(case_id) REFERENCES "case" (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_topic_session_id_supervision_session FOREIGN KEY(session_id) REFERENCES supervision_session
        (id) DEFERRABLE INITIALLY DEFERRED
)""",
    """CREATE TABLE preparation (
    session_id VARCHAR(36) NOT NULL,
    purpose VARCHAR,
    wanted_supervisee VARCHAR,
    wanted_supervisor VARCHAR,
    boundaries VARCHAR,
    time_split VARCHAR,
    agreed BOOLEAN,
    planned_minutes INTEGER,
    protected BOOLEAN,
    agenda_order JSON,
    order_reason VARCHAR,
    hint_dismissed BOOLEAN,
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_preparation PRIMARY KEY (id),
    CONSTRAINT fk_preparation_session_id_supervision_session FOREIGN KEY(session_id) REFERENCES
        supervision_session (id) DEFERRABLE INITIALLY DEFERRED
)""",
    """CREATE TABLE required_document (
    session_id VARCHAR(36) NOT NULL,
    name VARCHAR NOT NULL,
    ready BOOLEAN,
    link VARCHAR,
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_required_document PRIMARY KEY (id),
    CONSTRAINT fk_required_document_session_id_supervision_session FOREIGN KEY(session_id) REFERENCES
        supervision_session (id) DEFERRABLE INITIALLY DEFERRED
)""",
    """CREATE TABLE case_preparation (
    session_id VARCHAR(36) NOT NULL,
    case_id VARCHAR(36) NOT NULL,
    identification VARCHAR,
    goals VARCHAR,
    progress VARCHAR,
    challenges VARCHAR,
    strategies VARCHAR,
    plan_ahead VARCHAR,
    improvement VARCHAR,
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_case_preparation PRIMARY KEY (id),
    CONSTRAINT fk_case_preparation_session_id_supervision_session FOREIGN KEY(session_id) REFERENCES
        supervision_session (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_case_preparation_case_id_case FOREIGN KEY(case_id) REFERENCES "case" (id) DEFERRABLE INITIALLY
        DEFERRED
)""",
    """CREATE TABLE supervision_request (
    reason VARCHAR NOT NULL,
    "on" DATE NOT NULL,
    focus VARCHAR,
    urgency VARCHAR,
    person_id VARCHAR(36),
    answered_on DATE,
    session_id VARCHAR(36),
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_supervision_request PRIMARY KEY (id),
    CONSTRAINT fk_supervision_request_person_id_person FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE
        INITIALLY DEFERRED,
    CONSTRAINT fk_supervision_request_session_id_supervision_session FOREIGN KEY(session_id) REFERENCES
        supervision_session (id) DEFERRABLE INITIALLY DEFERRED
)""",
    """CREATE TABLE reflection (
    session_id VARCHAR(36) NOT NULL,
    model VARCHAR NOT NULL,
    custom_id VARCHAR(36),
    model_version VARCHAR,
    position INTEGER,
    case_id VARCHAR(36),
    private BOOLEAN,
    agreed BOOLEAN,
    cycle INTEGER,
    follows_id VARCHAR(36),
    title VARCHAR,
    private_title VARCHAR,
    no_action VARCHAR,
    private_no_action VARCHAR,
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_reflection PRIMARY KEY (id),
    CONSTRAINT fk_reflection_session_id_supervision_session FOREIGN KEY(session_id) REFERENCES
        supervision_session (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_reflection_custom_id_custom_model FOREIGN KEY(custom_id) REFERENCES custom_model (id)
        DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_reflection_case_id_case FOREIGN KEY(case_id) REFERENCES "case" (id) DEFERRABLE INITIALLY
        DEFERRED,
    CONSTRAINT fk_reflection_follows_id_reflection FOREIGN KEY(follows_id) REFERENCES reflection (id) DEFERRABLE
        INITIALLY DEFERRED
)""",
    """CREATE TABLE record_agreement (
    session_id VARCHAR(36) NOT NULL,
    "on" DATE NOT NULL,
    state VARCHAR NOT NULL,
    person_id VARCHAR(36),
    route VARCHAR,
    comment VARCHAR,
    recorded_by VARCHAR,
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_record_agreement PRIMARY KEY (id),
    CONSTRAINT fk_record_agreement_session_id_supervision_session FOREIGN KEY(session_id) REFERENCES
        supervision_session (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_record_agreement_person_id_person FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE
        INITIALLY DEFERRED
)""",
    """CREATE TABLE decision (
    session_id VARCHAR(36) NOT NULL,
    case_id VARCHAR(36),
    risk VARCHAR,
    action VARCHAR,
    owner_id VARCHAR(36),
    owner_name VARCHAR,
    by_when DATE,
    rationale VARCHAR,
    options VARCHAR,
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_decision PRIMARY KEY (id),
    CONSTRAINT fk_decision_session_id_supervision_session FOREIGN KEY(session_id) REFERENCES supervision_session
        (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_decision_case_id_case FOREIGN KEY(case_id) REFERENCES "case" (id) DEFERRABLE INITIALLY
        DEFERRED,
    CONSTRAINT fk_decision_owner_id_person FOREIGN KEY(owner_id) REFERENCES person (id) DEFERRABLE INITIALLY
        DEFERRED
)""",
    """CREATE TABLE case_entry (
    session_id VARCHAR(36) NOT NULL,
    case_id VARCHAR(36) NOT NULL,
    kind VARCHAR NOT NULL,
    text VARCHAR,
    filed_on DATE,
    filed_reference VARCHAR,
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_case_entry PRIMARY KEY (id),
    CONSTRAINT fk_case_entry_session_id_supervision_session FOREIGN KEY(session_id) REFERENCES
        supervision_session (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_case_entry_case_id_case FOREIGN KEY(case_id) REFERENCES "case" (id) DEFERRABLE INITIALLY
        DEFERRED
)""",
    """CREATE TABLE session_recording (
    session_id VARCHAR(36) NOT NULL,
    planned BOOLEAN,
    recorded BOOLEAN,
    purpose VARCHAR,
    location VARCHAR,
    delete_by DATE,
    deleted_on DATE,
    incident VARCHAR,
    ai_used BOOLEAN,
    ai_tool VARCHAR,
    ai_provider VARCHAR,
    ai_removed BOOLEAN,
    ai_reason VARCHAR,
    ai_consent BOOLEAN,
    ai_checked_by VARCHAR,
    ai_kept VARCHAR,
    ai_deleted_on DATE,
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_session_recording PRIMARY KEY (id),
    CONSTRAINT fk_session_recording_session_id_supervision_session FOREIGN KEY(session_id) REFERENCES
        supervision_session (id) DEFERRABLE INITIALLY DEFERRED
)""",
    """CREATE TABLE recording_awareness (
    session_id VARCHAR(36) NOT NULL,
    person_id VARCHAR(36) NOT NULL,
    answer VARCHAR,
    "on" DATE,
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_recording_awareness PRIMARY KEY (id),
    CONSTRAINT fk_recording_awareness_session_id_supervision_session FOREIGN KEY(session_id) REFERENCES
        supervision_session (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_recording_awareness_person_id_person FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE
        INITIALLY DEFERRED
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
    """CREATE TABLE cpd_mapping (
    entry_id VARCHAR(36) NOT NULL,
    standard VARCHAR NOT NULL,
    criterion VARCHAR NOT NULL,
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_cpd_mapping PRIMARY KEY (id),
    CONSTRAINT fk_cpd_mapping_entry_id_cpd_entry FOREIGN KEY(entry_id) REFERENCES cpd_entry (id) DEFERRABLE
        INITIALLY DEFERRED
)""",
    """CREATE TABLE feedback_answer (
    feedback_id VARCHAR(36) NOT NULL,
    position INTEGER NOT NULL,
    question VARCHAR NOT NULL,
    answer VARCHAR,
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_feedback_answer PRIMARY KEY (id),
    CONSTRAINT fk_feedback_answer_feedback_id_feedback FOREIGN KEY(feedback_id) REFERENCES feedback (id)
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
    unit INTEGER,
    party_id VARCHAR(36),
    reference VARCHAR,
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_charge_line PRIMARY KEY (id),
    CONSTRAINT fk_charge_line_entry_id_time_entry FOREIGN KEY(entry_id) REFERENCES time_entry (id) DEFERRABLE
        INITIALLY DEFERRED,
    CONSTRAINT fk_charge_line_corrects_id_charge_line FOREIGN KEY(corrects_id) REFERENCES charge_line (id)
        DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_charge_line_case_id_case FOREIGN KEY(case_id) REFERENCES "case" (id) DEFERRABLE INITIALLY
        DEFERRED,
    CONSTRAINT fk_charge_line_agreement_id_case_agreement FOREIGN KEY(agreement_id) REFERENCES case_agreement
        (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_charge_line_party_id_instructing_party FOREIGN KEY(party_id) REFERENCES instructing_party (id)
        DEFERRABLE INITIALLY DEFERRED
)""",
    """CREATE TABLE reflection_note (
    reflection_id VARCHAR(36) NOT NULL,
    session_id VARCHAR(36) NOT NULL,
    box VARCHAR NOT NULL,
    text VARCHAR,
    answers JSON,
    functions JSON,
    private_text VARCHAR,
    private_answers JSON,
    private_functions JSON,
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_reflection_note PRIMARY KEY (id),
    CONSTRAINT fk_reflection_note_reflection_id_reflection FOREIGN KEY(reflection_id) REFERENCES reflection (id)
        DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_reflection_note_session_id_supervision_session FOREIGN KEY(session_id) REFERENCES
        supervision_session (id) DEFERRABLE INITIALLY DEFERRED
)""",
    """CREATE TABLE effectiveness_line (
    review_id VARCHAR(36) NOT NULL,
    part VARCHAR NOT NULL,
    item VARCHAR NOT NULL,
    "by" VARCHAR NOT NULL,
    holds VARCHAR,
    level VARCHAR,
    strength VARCHAR,
    evidence VARCHAR,
    counter VARCHAR,
    action_id VARCHAR(36),
    id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_effectiveness_line PRIMARY KEY (id),
    CONSTRAINT fk_effectiveness_line_review_id_effectiveness_review FOREIGN KEY(review_id) REFERENCES
        effectiveness_review (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_effectiveness_line_action_id_action FOREIGN KEY(action_id) REFERENCES action (id) DEFERRABLE
        INITIALLY DEFERRED
)""",
    """ALTER TABLE attachment ADD COLUMN description VARCHAR""",
    """ALTER TABLE print_log ADD COLUMN seal VARCHAR""",
    """ALTER TABLE "case" ADD COLUMN told VARCHAR""",
    """ALTER TABLE "case" ADD COLUMN told_by VARCHAR""",
    """ALTER TABLE "case" ADD COLUMN told_on DATE""",
    """ALTER TABLE "case" ADD COLUMN told_reason VARCHAR""",
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
    """ALTER TABLE supervision_session ADD COLUMN action_recorder VARCHAR""",
    """ALTER TABLE supervision_session ADD COLUMN adjusted VARCHAR""",
    """ALTER TABLE supervision_session ADD COLUMN ai_notes VARCHAR""",
    """ALTER TABLE supervision_session ADD COLUMN batch_id VARCHAR(36) REFERENCES import_batch (id) DEFERRABLE
        INITIALLY DEFERRED""",
    """ALTER TABLE supervision_session ADD COLUMN identification VARCHAR""",
    """ALTER TABLE supervision_session ADD COLUMN interruptions VARCHAR""",
    """ALTER TABLE supervision_session ADD COLUMN kept_free VARCHAR""",
    """ALTER TABLE supervision_session ADD COLUMN kept_private VARCHAR""",
    """ALTER TABLE supervision_session ADD COLUMN minute_taker VARCHAR""",
    """ALTER TABLE supervision_session ADD COLUMN missed_barrier VARCHAR""",
    """ALTER TABLE supervision_session ADD COLUMN models JSON""",
    """ALTER TABLE supervision_session ADD COLUMN moved_on DATE""",
    """ALTER TABLE supervision_session ADD COLUMN note VARCHAR""",
    """ALTER TABLE supervision_session ADD COLUMN on_time VARCHAR""",
    """ALTER TABLE supervision_session ADD COLUMN recording VARCHAR""",
    """ALTER TABLE supervision_session ADD COLUMN terms_by VARCHAR""",
    """ALTER TABLE supervision_session ADD COLUMN terms_on DATE""",
    """ALTER TABLE participant ADD COLUMN note VARCHAR""",
    """ALTER TABLE participant ADD COLUMN prepared VARCHAR""",
    """ALTER TABLE participant ADD COLUMN prepared_on DATE""",
    """ALTER TABLE participant ADD COLUMN read VARCHAR""",
    """ALTER TABLE session_record ADD COLUMN impact VARCHAR""",
    """ALTER TABLE session_record ADD COLUMN impact_case_id VARCHAR(36) REFERENCES "case" (id) DEFERRABLE INITIALLY
        DEFERRED""",
    """ALTER TABLE session_record ADD COLUMN learning_target JSON""",
    """ALTER TABLE session_record ADD COLUMN support_wanted VARCHAR""",
    """ALTER TABLE session_record ADD COLUMN wellbeing VARCHAR""",
    """ALTER TABLE session_record ADD COLUMN wellbeing_note VARCHAR""",
    """ALTER TABLE session_record ADD COLUMN wellbeing_released BOOLEAN""",
    """ALTER TABLE time_entry ADD COLUMN batch_id VARCHAR(36) REFERENCES import_batch (id) DEFERRABLE INITIALLY
        DEFERRED""",
    """ALTER TABLE time_entry ADD COLUMN charged_on DATE""",
    """ALTER TABLE time_entry ADD COLUMN policy_id VARCHAR(36) REFERENCES charging_policy (id) DEFERRABLE INITIALLY
        DEFERRED""",
    """ALTER TABLE time_entry ADD COLUMN timed BOOLEAN""",
    """ALTER TABLE action ADD COLUMN decided_on DATE""",
    """ALTER TABLE action ADD COLUMN decision VARCHAR""",
    """ALTER TABLE action ADD COLUMN decision_reason VARCHAR""",
    """ALTER TABLE action ADD COLUMN option_chosen VARCHAR""",
    """ALTER TABLE action ADD COLUMN option_reason VARCHAR""",
    """ALTER TABLE action ADD COLUMN options VARCHAR""",
    """ALTER TABLE action ADD COLUMN outcome_id VARCHAR(36) REFERENCES shared_outcome (id) DEFERRABLE INITIALLY
        DEFERRED""",
    """ALTER TABLE action ADD COLUMN practice_of_id VARCHAR(36) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED""",
    """ALTER TABLE action ADD COLUMN reflection_id VARCHAR(36) REFERENCES reflection (id) DEFERRABLE INITIALLY DEFERRED""",
    """ALTER TABLE action ADD COLUMN risk VARCHAR""",
    """ALTER TABLE action_report ADD COLUMN effect VARCHAR""",
    """ALTER TABLE action_report ADD COLUMN evidence VARCHAR""",
    """CREATE INDEX ix_action_outcome_id ON action (outcome_id)""",
    """CREATE INDEX ix_action_practice_of_id ON action (practice_of_id)""",
    """CREATE INDEX ix_action_reflection_id ON action (reflection_id)""",
    """CREATE INDEX ix_appraisal_objective_appraisal_id ON appraisal_objective (appraisal_id)""",
    """CREATE INDEX ix_appraisal_on ON appraisal ("on")""",
    """CREATE INDEX ix_appraisal_person_id ON appraisal (person_id)""",
    """CREATE INDEX ix_assessment_equivalent_assessment_id ON assessment_equivalent (assessment_id)""",
    """CREATE INDEX ix_assessment_evidence_assessment_id ON assessment_evidence (assessment_id)""",
    """CREATE INDEX ix_assessment_rating_assessment_id ON assessment_rating (assessment_id)""",
    """CREATE INDEX ix_benefit_noticed_person_id ON benefit_noticed (person_id)""",
    """CREATE INDEX ix_body_expectation_person_id ON body_expectation (person_id)""",
    """CREATE INDEX ix_breach_notice_breach_id ON breach_notice (breach_id)""",
    """CREATE INDEX ix_cadence_rule_contract_id ON cadence_rule (contract_id)""",
    """CREATE INDEX ix_cadence_rule_person_id ON cadence_rule (person_id)""",
    """CREATE INDEX ix_case_discussed_case_id ON case_discussed (case_id)""",
    """CREATE INDEX ix_case_discussed_session_id ON case_discussed (session_id)""",
    """CREATE INDEX ix_case_entry_case_id ON case_entry (case_id)""",
    """CREATE INDEX ix_case_entry_filed_on ON case_entry (filed_on)""",
    """CREATE INDEX ix_case_entry_session_id ON case_entry (session_id)""",
    """CREATE INDEX ix_case_preparation_case_id ON case_preparation (case_id)""",
    """CREATE INDEX ix_case_preparation_session_id ON case_preparation (session_id)""",
    """CREATE INDEX ix_caseload_part_session_id ON caseload_part (session_id)""",
    """CREATE INDEX ix_charge_line_agreement_id ON charge_line (agreement_id)""",
    """CREATE INDEX ix_charge_line_case_id ON charge_line (case_id)""",
    """CREATE INDEX ix_charge_line_corrects_id ON charge_line (corrects_id)""",
    """CREATE INDEX ix_charge_line_entry_id ON charge_line (entry_id)""",
    """CREATE INDEX ix_charge_line_party_id ON charge_line (party_id)""",
    """CREATE INDEX ix_check_in_on ON check_in ("on")""",
    """CREATE INDEX ix_check_in_person_id ON check_in (person_id)""",
    """CREATE INDEX ix_considered_change_person_id ON considered_change (person_id)""",
    """CREATE INDEX ix_considered_change_rating_id ON considered_change (rating_id)""",
    """CREATE INDEX ix_considered_change_successor_id ON considered_change (successor_id)""",
    """CREATE INDEX ix_contract_decision_person_id ON contract_decision (person_id)""",
    """CREATE INDEX ix_contract_review_contract_id ON contract_review (contract_id)""",
    """CREATE INDEX ix_cost_on ON cost ("on")""",
    """CREATE INDEX ix_cost_session_id ON cost (session_id)""",
    """CREATE INDEX ix_cpd_entry_batch_id ON cpd_entry (batch_id)""",
    """CREATE INDEX ix_cpd_entry_on ON cpd_entry ("on")""",
    """CREATE INDEX ix_cpd_entry_session_id ON cpd_entry (session_id)""",
    """CREATE INDEX ix_cpd_mapping_entry_id ON cpd_mapping (entry_id)""",
    """CREATE INDEX ix_custom_part_model_id ON custom_part (model_id)""",
    """CREATE INDEX ix_decision_case_id ON decision (case_id)""",
    """CREATE INDEX ix_decision_owner_id ON decision (owner_id)""",
    """CREATE INDEX ix_decision_session_id ON decision (session_id)""",
    """CREATE INDEX ix_document_looked_at_case_id ON document_looked_at (case_id)""",
    """CREATE INDEX ix_document_looked_at_session_id ON document_looked_at (session_id)""",
    """CREATE INDEX ix_due_diligence_item_supervisor_id ON due_diligence_item (supervisor_id)""",
    """CREATE INDEX ix_earlier_profession_person_id ON earlier_profession (person_id)""",
    """CREATE INDEX ix_effectiveness_line_action_id ON effectiveness_line (action_id)""",
    """CREATE INDEX ix_effectiveness_line_review_id ON effectiveness_line (review_id)""",
    """CREATE INDEX ix_effectiveness_review_person_id ON effectiveness_review (person_id)""",
    """CREATE INDEX ix_evaluation_section_evaluation_id ON evaluation_section (evaluation_id)""",
    """CREATE INDEX ix_evaluation_step_evaluation_id ON evaluation_step (evaluation_id)""",
    """CREATE INDEX ix_excused_time_person_id ON excused_time (person_id)""",
    """CREATE INDEX ix_expectation_score_by_id ON expectation_score (by_id)""",
    """CREATE INDEX ix_expectation_score_expectation_id ON expectation_score (expectation_id)""",
    """CREATE INDEX ix_expectation_score_review_id ON expectation_score (review_id)""",
    """CREATE INDEX ix_feedback_answer_feedback_id ON feedback_answer (feedback_id)""",
    """CREATE INDEX ix_feedback_on ON feedback ("on")""",
    """CREATE INDEX ix_feedback_person_id ON feedback (person_id)""",
    """CREATE INDEX ix_feedback_rhythm_person_id ON feedback_rhythm (person_id)""",
    """CREATE INDEX ix_feedback_session_id ON feedback (session_id)""",
    """CREATE INDEX ix_field_currency_supervisor_id ON field_currency (supervisor_id)""",
    """CREATE INDEX ix_goal_next_review_on ON goal (next_review_on)""",
    """CREATE INDEX ix_goal_note_goal_id ON goal_note (goal_id)""",
    """CREATE INDEX ix_goal_note_session_id ON goal_note (session_id)""",
    """CREATE INDEX ix_goal_objective_goal_id ON goal_objective (goal_id)""",
    """CREATE INDEX ix_goal_owner_id ON goal (owner_id)""",
    """CREATE INDEX ix_goal_review_goal_id ON goal_review (goal_id)""",
    """CREATE INDEX ix_goal_status ON goal (status)""",
    """CREATE INDEX ix_goal_wording_goal_id ON goal_wording (goal_id)""",
    """CREATE INDEX ix_input_evaluation_person_id ON input_evaluation (person_id)""",
    """CREATE INDEX ix_invoice_on ON invoice ("on")""",
    """CREATE INDEX ix_invoice_person_id ON invoice (person_id)""",
    """CREATE INDEX ix_invoice_session_invoice_id ON invoice_session (invoice_id)""",
    """CREATE INDEX ix_invoice_session_session_id ON invoice_session (session_id)""",
    """CREATE INDEX ix_link_from_id ON link (from_id)""",
    """CREATE INDEX ix_link_to_id ON link (to_id)""",
    """CREATE INDEX ix_linked_meeting_case_id ON linked_meeting (case_id)""",
    """CREATE INDEX ix_linked_meeting_session_id ON linked_meeting (session_id)""",
    """CREATE INDEX ix_mentoring_meeting_mentoring_id ON mentoring_meeting (mentoring_id)""",
    """CREATE INDEX ix_mentoring_person_id ON mentoring (person_id)""",
    """CREATE INDEX ix_need_cover_need_id ON need_cover (need_id)""",
    """CREATE INDEX ix_need_cover_supervisor_id ON need_cover (supervisor_id)""",
    """CREATE INDEX ix_practice_field_person_id ON practice_field (person_id)""",
    """CREATE INDEX ix_practitioner_logo_id ON practitioner (logo_id)""",
    """CREATE INDEX ix_preparation_session_id ON preparation (session_id)""",
    """CREATE INDEX ix_record_agreement_person_id ON record_agreement (person_id)""",
    """CREATE INDEX ix_record_agreement_session_id ON record_agreement (session_id)""",
    """CREATE INDEX ix_recording_awareness_person_id ON recording_awareness (person_id)""",
    """CREATE INDEX ix_recording_awareness_session_id ON recording_awareness (session_id)""",
    """CREATE INDEX ix_reflection_case_id ON reflection (case_id)""",
    """CREATE INDEX ix_reflection_custom_id ON reflection (custom_id)""",
    """CREATE INDEX ix_reflection_follows_id ON reflection (follows_id)""",
    """CREATE INDEX ix_reflection_note_reflection_id ON reflection_note (reflection_id)""",
    """CREATE INDEX ix_reflection_note_session_id ON reflection_note (session_id)""",
    """CREATE INDEX ix_reflection_session_id ON reflection (session_id)""",
    """CREATE INDEX ix_required_document_session_id ON required_document (session_id)""",
    """CREATE INDEX ix_right_time_check_supervisor_id ON right_time_check (supervisor_id)""",
    """CREATE INDEX ix_search_line_candidate_id ON search_line (candidate_id)""",
    """CREATE INDEX ix_second_rating_assessment_id ON second_rating (assessment_id)""",
    """CREATE INDEX ix_second_rating_rater_id ON second_rating (rater_id)""",
    """CREATE INDEX ix_session_rating_session_id ON session_rating (session_id)""",
    """CREATE INDEX ix_session_record_impact_case_id ON session_record (impact_case_id)""",
    """CREATE INDEX ix_session_recording_delete_by ON session_recording (delete_by)""",
    """CREATE INDEX ix_session_recording_session_id ON session_recording (session_id)""",
    """CREATE INDEX ix_share_on ON share ("on")""",
    """CREATE INDEX ix_share_person_id ON share (person_id)""",
    """CREATE INDEX ix_share_print_id ON share (print_id)""",
    """CREATE INDEX ix_shared_outcome_case_id ON shared_outcome (case_id)""",
    """CREATE INDEX ix_shared_outcome_person_id ON shared_outcome (person_id)""",
    """CREATE INDEX ix_shared_outcome_session_id ON shared_outcome (session_id)""",
    """CREATE INDEX ix_supervisee_case_supervisee_id ON supervisee_case (supervisee_id)""",
    """CREATE INDEX ix_supervisee_level_supervisee_id ON supervisee_level (supervisee_id)""",
    """CREATE INDEX ix_supervisee_need_supervisee_id ON supervisee_need (supervisee_id)""",
    """CREATE INDEX ix_supervising_skill_supervisor_id ON supervising_skill (supervisor_id)""",
    """CREATE INDEX ix_supervision_need_case_id ON supervision_need (case_id)""",
    """CREATE INDEX ix_supervision_request_answered_on ON supervision_request (answered_on)""",
    """CREATE INDEX ix_supervision_request_person_id ON supervision_request (person_id)""",
    """CREATE INDEX ix_supervision_request_session_id ON supervision_request (session_id)""",
    """CREATE INDEX ix_supervision_session_batch_id ON supervision_session (batch_id)""",
    """CREATE INDEX ix_supervisor_growth_person_id ON supervisor_growth (person_id)""",
    """CREATE INDEX ix_supervisor_rating_person_id ON supervisor_rating (person_id)""",
    """CREATE INDEX ix_time_entry_batch_id ON time_entry (batch_id)""",
    """CREATE INDEX ix_time_entry_policy_id ON time_entry (policy_id)""",
    """CREATE INDEX ix_topic_case_id ON topic (case_id)""",
    """CREATE INDEX ix_topic_person_id ON topic (person_id)""",
    """CREATE INDEX ix_topic_session_id ON topic (session_id)""",
    """CREATE INDEX ix_topic_source_id ON topic (source_id)""",
    """CREATE INDEX ix_topic_state ON topic (state)""",
    """CREATE INDEX ix_training_offer_batch_id ON training_offer (batch_id)""",
    """CREATE INDEX ix_training_offer_on ON training_offer ("on")""",
    """CREATE INDEX ix_trigger_answer_case_id ON trigger_answer (case_id)""",
    """CREATE INDEX ix_written_evaluation_on ON written_evaluation ("on")""",
    """CREATE INDEX ix_written_evaluation_person_id ON written_evaluation (person_id)""",
)


def upgrade() -> None:
    for statement in STATEMENTS:
        op.get_bind().exec_driver_sql(statement)
