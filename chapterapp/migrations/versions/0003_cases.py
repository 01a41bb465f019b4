"""Cases."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "cases",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("chapter_id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("changed_by_id", sa.Integer(), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("line", sa.String(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "urgent_action",
                "action_file",
                "special_focus",
                "write_for_rights",
                "monthly_letter",
                "holiday_card",
                "own",
                name="casekind",
                native_enum=False,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("ua_number", sa.String(), nullable=False),
        sa.Column("index_number", sa.String(), nullable=False),
        sa.Column("country", sa.String(), nullable=False),
        sa.Column("region", sa.String(), nullable=False),
        sa.Column("issues", sa.String(), nullable=False),
        sa.Column("source_url", sa.String(), nullable=False),
        sa.Column("summary", sa.String(), nullable=False),
        sa.Column("background", sa.String(), nullable=False),
        sa.Column("recommended_actions", sa.String(), nullable=False),
        sa.Column("talking_points", sa.String(), nullable=False),
        sa.Column("topics_to_avoid", sa.String(), nullable=False),
        sa.Column(
            "write_to_prisoner",
            sa.Enum("yes", "no", "via_family", "not_stated", name="writetoprisoner", native_enum=False, length=30),
            nullable=False,
        ),
        sa.Column(
            "name_amnesty",
            sa.Enum("yes", "no", "not_stated", name="answer", native_enum=False, length=30),
            nullable=False,
        ),
        sa.Column(
            "sender_details",
            sa.Enum(
                "full",
                "name_and_town",
                "initials_and_postcode",
                "not_stated",
                name="senderdetails",
                native_enum=False,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column(
            "religious_content",
            sa.Enum("yes", "no", "not_stated", name="answer", native_enum=False, length=30),
            nullable=False,
        ),
        sa.Column(
            "enclosures",
            sa.Enum("yes", "no", "not_stated", name="answer", native_enum=False, length=30),
            nullable=False,
        ),
        sa.Column("languages", sa.String(), nullable=False),
        sa.Column("deadline_on", sa.Date(), nullable=True),
        sa.Column("verified_on", sa.Date(), nullable=True),
        sa.Column("verified_by_id", sa.Integer(), nullable=True),
        sa.Column(
            "status",
            sa.Enum("active", "on_hold", "stop_action", "closed", name="casestatus", native_enum=False, length=30),
            nullable=False,
        ),
        sa.Column("status_reason", sa.String(), nullable=False),
        sa.Column(
            "outcome",
            sa.Enum(
                "released_unconditionally",
                "released_conditionally",
                "released_on_bail",
                "released_after_serving",
                "acquitted",
                "charges_dropped",
                "pardoned",
                "commuted",
                "stayed",
                "sentence_reduced",
                "conditions_improved",
                "medical_care_given",
                "whereabouts_known",
                "protection_given",
                "law_changed",
                "died",
                "executed",
                "exiled",
                "rearrested",
                name="outcome",
                native_enum=False,
                length=30,
            ),
            nullable=True,
        ),
        sa.Column("outcome_on", sa.String(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["changed_by_id"], ["users.id"], name=op.f("fk_cases_changed_by_id_users"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["chapter_id"], ["chapters.id"], name=op.f("fk_cases_chapter_id_chapters"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["verified_by_id"], ["users.id"], name=op.f("fk_cases_verified_by_id_users"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cases")),
        sa.UniqueConstraint("chapter_id", "id", name=op.f("uq_cases_chapter_id_id")),
        sa.UniqueConstraint("chapter_id", "slug", name=op.f("uq_cases_chapter_id_slug")),
    )
    op.create_table(
        "addressees",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("chapter_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "target", "copy", "diplomat", "prisoner", "family", name="addresseerole", native_enum=False, length=30
            ),
            nullable=False,
        ),
        sa.Column("holder", sa.String(), nullable=False),
        sa.Column("office", sa.String(), nullable=False),
        sa.Column("address_lines", sa.String(), nullable=False),
        sa.Column("country", sa.String(), nullable=False),
        sa.Column("salutation", sa.String(), nullable=False),
        sa.Column("own_salutation", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("fax", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["chapter_id", "case_id"],
            ["cases.chapter_id", "cases.id"],
            name=op.f("fk_addressees_chapter_id_case_id_cases"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_addressees")),
        sa.UniqueConstraint("ref", name=op.f("uq_addressees_ref")),
    )
    with op.batch_alter_table("addressees", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_addressees_case_id"), ["case_id"], unique=False)
    op.create_table(
        "case_updates",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("chapter_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("happened_on", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["chapter_id", "case_id"],
            ["cases.chapter_id", "cases.id"],
            name=op.f("fk_case_updates_chapter_id_case_id_cases"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_updates")),
        sa.UniqueConstraint("ref", name=op.f("uq_case_updates_ref")),
    )
    with op.batch_alter_table("case_updates", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_case_updates_case_id"), ["case_id"], unique=False)
    op.create_table(
        "sample_letters",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("chapter_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["chapter_id", "case_id"],
            ["cases.chapter_id", "cases.id"],
            name=op.f("fk_sample_letters_chapter_id_case_id_cases"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sample_letters")),
        sa.UniqueConstraint("ref", name=op.f("uq_sample_letters_ref")),
    )
    with op.batch_alter_table("sample_letters", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sample_letters_case_id"), ["case_id"], unique=False)
    op.create_table(
        "subjects",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("chapter_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("person", "group", "community", name="subjectkind", native_enum=False, length=30),
            nullable=False,
        ),
        sa.Column("display_name", sa.String(), nullable=False),
        sa.Column("own_script_name", sa.String(), nullable=False),
        sa.Column("own_script_language", sa.String(), nullable=False),
        sa.Column("mailing_name", sa.String(), nullable=False),
        sa.Column("prisoner_number", sa.String(), nullable=False),
        sa.Column("pronouns", sa.String(), nullable=False),
        sa.Column("is_prisoner_of_conscience", sa.Boolean(), nullable=False),
        sa.Column("birthday", sa.String(), nullable=False),
        sa.Column("held_at", sa.String(), nullable=False),
        sa.Column("held_since", sa.String(), nullable=False),
        sa.Column("sentence", sa.String(), nullable=False),
        sa.Column("portrait_id", sa.Integer(), nullable=True),
        sa.Column("portrait_alt", sa.String(), nullable=False),
        sa.Column("portrait_credit", sa.String(), nullable=False),
        sa.Column("portrait_permission", sa.String(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["chapter_id", "case_id"],
            ["cases.chapter_id", "cases.id"],
            name=op.f("fk_subjects_chapter_id_case_id_cases"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["chapter_id", "portrait_id"],
            ["stored_files.chapter_id", "stored_files.id"],
            name=op.f("fk_subjects_chapter_id_portrait_id_stored_files"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subjects")),
        sa.UniqueConstraint("ref", name=op.f("uq_subjects_ref")),
    )
    with op.batch_alter_table("subjects", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_subjects_case_id"), ["case_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("subjects", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_subjects_case_id"))
    op.drop_table("subjects")
    with op.batch_alter_table("sample_letters", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sample_letters_case_id"))
    op.drop_table("sample_letters")
    with op.batch_alter_table("case_updates", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_case_updates_case_id"))
    op.drop_table("case_updates")
    with op.batch_alter_table("addressees", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_addressees_case_id"))
    op.drop_table("addressees")
    op.drop_table("cases")
