"""The entries of letters added up by year; narrower indexes, since the sums are no longer read from them."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

KINDS = sa.Enum(
    "appeal_letter",
    "appeal_postcard",
    "solidarity_card",
    "petition_signature",
    "email",
    "solidarity_letter",
    "embassy_copy",
    "fax",
    "phone_call",
    "social_post",
    "photo",
    name="actionkind",
    native_enum=False,
    length=30,
)


def upgrade() -> None:
    op.create_table(
        "letter_sums",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("chapter_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("kind", KINDS, nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("tells", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["chapter_id", "case_id"],
            ["cases.chapter_id", "cases.id"],
            name=op.f("fk_letter_sums_chapter_id_case_id_cases"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_sums")),
        sa.UniqueConstraint("case_id", "year", "kind", name=op.f("uq_letter_sums_case_id_year_kind")),
    )
    with op.batch_alter_table("letter_sums", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_letter_sums_chapter_id_year"), ["chapter_id", "year"], unique=False)
    with op.batch_alter_table("letter_entries", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_letter_entries_case_id_kind_count_tells"))
        batch_op.drop_index(batch_op.f("ix_letter_entries_chapter_id_written_on_case_id_kind_count_tells"))
        batch_op.create_index(batch_op.f("ix_letter_entries_case_id"), ["case_id"], unique=False)
    with op.batch_alter_table("letter_sheets", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_letter_sheets_chapter_id_kind_recorded_by_id"),
            ["chapter_id", "kind", "recorded_by_id"],
            unique=False,
        )
    entries = sa.table(
        "letter_entries", *(sa.column(name) for name in ("chapter_id", "case_id", "kind", "count", "tells")),
        sa.column("written_on", sa.Date()),
    )  # fmt: skip
    sums = sa.table(
        "letter_sums", *(sa.column(name) for name in ("chapter_id", "case_id", "year", "kind", "count", "tells"))
    )
    cell = (entries.c.chapter_id, entries.c.case_id, sa.extract("year", entries.c.written_on), entries.c.kind)
    added = sa.select(*cell, sa.func.sum(entries.c.count), sa.func.sum(entries.c.tells)).group_by(*cell)
    op.execute(sa.insert(sums).from_select(["chapter_id", "case_id", "year", "kind", "count", "tells"], added))


def downgrade() -> None:
    with op.batch_alter_table("letter_sheets", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_letter_sheets_chapter_id_kind_recorded_by_id"))
    with op.batch_alter_table("letter_entries", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_letter_entries_case_id"))
        batch_op.create_index(
            batch_op.f("ix_letter_entries_chapter_id_written_on_case_id_kind_count_tells"),
            ["chapter_id", "written_on", "case_id", "kind", "count", "tells"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_letter_entries_case_id_kind_count_tells"),
            ["case_id", "kind", "count", "tells"],
            unique=False,
        )
    with op.batch_alter_table("letter_sums", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_letter_sums_chapter_id_year"))

    op.drop_table("letter_sums")
