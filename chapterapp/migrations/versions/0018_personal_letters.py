"""Files of personal letters: of a meeting, and of one case for one member."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "letter_prints",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("chapter_id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("writers", sa.JSON(), nullable=False),
        sa.Column("cases", sa.JSON(), nullable=False),
        sa.Column(
            "sorted_by", sa.Enum("writer", "case", name="letterorder", native_enum=False, length=30), nullable=False
        ),
        sa.Column("with_addresses", sa.Boolean(), nullable=False),
        sa.Column(
            "state",
            sa.Enum("queued", "rendering", "ready", "failed", name="letterstate", native_enum=False, length=30),
            nullable=False,
        ),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("requested_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("requested_by_id", sa.Integer(), nullable=True),
        sa.Column("progress", sa.Integer(), nullable=False),
        sa.Column("letters", sa.Integer(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("printed", sa.JSON(), nullable=False),
        sa.Column("left_out", sa.JSON(), nullable=False),
        sa.Column("ready_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("error", sa.String(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["chapter_id"], ["chapters.id"], name=op.f("fk_letter_prints_chapter_id_chapters"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["chapter_id", "meeting_id"],
            ["meetings.chapter_id", "meetings.id"],
            name=op.f("fk_letter_prints_chapter_id_meeting_id_meetings"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["chapter_id", "case_id"],
            ["cases.chapter_id", "cases.id"],
            name=op.f("fk_letter_prints_chapter_id_case_id_cases"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["requested_by_id"], ["users.id"], name=op.f("fk_letter_prints_requested_by_id_users"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_prints")),
        sa.UniqueConstraint("chapter_id", "id", name=op.f("uq_letter_prints_chapter_id_id")),
        sa.UniqueConstraint("ref", name=op.f("uq_letter_prints_ref")),
    )
    op.create_index(op.f("ix_letter_prints_meeting_id"), "letter_prints", ["meeting_id"])
    op.create_index(op.f("ix_letter_prints_case_id"), "letter_prints", ["case_id"])


def downgrade() -> None:
    op.drop_table("letter_prints")
