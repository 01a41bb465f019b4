"""Facilities, rules that somebody decided, deadlines that moved, and how long a case counts as checked."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

ANSWER = sa.Enum("yes", "no", "not_stated", name="answer", native_enum=False, length=30)
RULES = sa.Enum(
    "name_amnesty",
    "write_to_prisoner",
    "correspondents",
    "sender_details",
    "religious_content",
    "enclosures",
    "languages",
    name="rulename",
    native_enum=False,
    length=30,
)


def upgrade() -> None:
    op.create_table(
        "facilities",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("chapter_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("country", sa.String(), nullable=False),
        sa.Column("address_lines", sa.String(), nullable=False),
        sa.Column("full_name_required", ANSWER, nullable=False),
        sa.Column("return_address_required", ANSWER, nullable=False),
        sa.Column("number_required", ANSWER, nullable=False),
        sa.Column("languages", sa.String(), nullable=False),
        sa.Column("paper_rules", sa.String(), nullable=False),
        sa.Column("letters_are_read", sa.Boolean(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=True),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["chapter_id"], ["chapters.id"], name=op.f("fk_facilities_chapter_id_chapters"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_facilities")),
        sa.UniqueConstraint("chapter_id", "id", name=op.f("uq_facilities_chapter_id_id")),
        sa.UniqueConstraint("ref", name=op.f("uq_facilities_ref")),
    )
    _create_history(
        "rule_decisions",
        "decided",
        sa.Column("rule", RULES, nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("stated", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
    )
    _create_history(
        "deadline_changes",
        "changed",
        sa.Column("old", sa.Date(), nullable=False),
        sa.Column("new", sa.Date(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
    )
    with op.batch_alter_table("subjects", schema=None) as batch_op:
        batch_op.add_column(sa.Column("facility_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_subjects_chapter_id_facility_id_facilities"),
            "facilities",
            ["chapter_id", "facility_id"],
            ["chapter_id", "id"],
        )
        batch_op.create_index(batch_op.f("ix_subjects_facility_id"), ["facility_id"], unique=False)
    with op.batch_alter_table("cases", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "correspondents",
                sa.Enum("anyone", "listed", "not_stated", name="correspondents", native_enum=False, length=30),
                nullable=False,
                server_default="not_stated",
            )
        )
    with op.batch_alter_table("chapters", schema=None) as batch_op:
        batch_op.add_column(sa.Column("verify_within_days", sa.Integer(), nullable=False, server_default="365"))


def _create_history(table: str, done: str, *columns: sa.Column) -> None:
    """What was said of a case, by whom and when."""
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("chapter_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        *columns,
        sa.Column(f"{done}_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(f"{done}_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["chapter_id", "case_id"],
            ["cases.chapter_id", "cases.id"],
            name=op.f(f"fk_{table}_chapter_id_case_id_cases"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            [f"{done}_by_id"], ["users.id"], name=op.f(f"fk_{table}_{done}_by_id_users"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
    with op.batch_alter_table(table, schema=None) as batch_op:
        batch_op.create_index(batch_op.f(f"ix_{table}_case_id"), ["case_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("chapters", schema=None) as batch_op:
        batch_op.drop_column("verify_within_days")
    with op.batch_alter_table("cases", schema=None) as batch_op:
        batch_op.drop_column("correspondents")
    with op.batch_alter_table("subjects", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_subjects_facility_id"))
        batch_op.drop_constraint(batch_op.f("fk_subjects_chapter_id_facility_id_facilities"), type_="foreignkey")
        batch_op.drop_column("facility_id")
    op.drop_table("deadline_changes")
    op.drop_table("rule_decisions")
    op.drop_table("facilities")
