@testable import Indicators

/// The forms and columns of the file formats, with the derived flag of the staff form.
let vocabulary = FormVocabulary(columns: [
    "units": [
        "unit_id", "name", "level", "category", "funding", "class", "post_structure", "region",
        "department", "grade_level", "established", "approved_on", "approval_no",
        "bodies_approved", "outside_cap", "signboard_approved", "signboard_actual",
    ],
    "staff": [
        "person_id", "unit_id", "quota_type", "post_class", "title", "leader", "job_level",
        "education", "birth_year", "training_hours", "training_days", "post_fit", "months",
        "status", "established",
    ],
    "worklog": [
        "unit_id", "item_id", "item", "frequency", "hours", "people", "kind", "difficulty",
        "frequency_prev1", "frequency_prev2",
    ],
    "results": [
        "unit_id", "accepted", "closed_on_time", "returned", "corrected", "lost_cases",
        "audit_findings", "complaints", "complaints_satisfied", "budget", "spent",
        "three_public", "three_public_prev", "reports_upheld", "issues_due", "issues_closed",
    ],
    "tasks": ["unit_id", "task_id", "weight", "target", "achieved", "better", "due", "done"],
])
