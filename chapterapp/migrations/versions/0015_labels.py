"""Sheets of labels, a chapter's own stocks, and how far its printers are out."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "label_stocks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("chapter_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("sheet_width", sa.Double(), nullable=False),
        sa.Column("sheet_height", sa.Double(), nullable=False),
        sa.Column("columns", sa.Integer(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("left", sa.Double(), nullable=False),
        sa.Column("top", sa.Double(), nullable=False),
        sa.Column("across", sa.Double(), nullable=False),
        sa.Column("down", sa.Double(), nullable=False),
        sa.Column("width", sa.Double(), nullable=False),
        sa.Column("height", sa.Double(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["chapter_id"], ["chapters.id"], name=op.f("fk_label_stocks_chapter_id_chapters"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_label_stocks")),
        sa.UniqueConstraint("chapter_id", "name", name=op.f("uq_label_stocks_chapter_id_name")),
        sa.UniqueConstraint("ref", name=op.f("uq_label_stocks_ref")),
    )
    op.create_table(
        "label_offsets",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("chapter_id", sa.Integer(), nullable=False),
        sa.Column("stock", sa.String(), nullable=False),
        sa.Column("printer", sa.String(), nullable=False),
        sa.Column("x", sa.Double(), nullable=False),
        sa.Column("y", sa.Double(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["chapter_id"], ["chapters.id"], name=op.f("fk_label_offsets_chapter_id_chapters"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_label_offsets")),
        sa.UniqueConstraint(
            "chapter_id", "stock", "printer", name=op.f("uq_label_offsets_chapter_id_stock_printer")
        ),
    )
    op.create_table(
        "label_sheets",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("chapter_id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column(
            "kind",
            sa.Enum("addresses", "returns", "envelopes", "test", name="labelkind", native_enum=False, length=30),
            nullable=False,
        ),
        sa.Column("stock", sa.String(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("offset_x", sa.Double(), nullable=False),
        sa.Column("offset_y", sa.Double(), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column(
            "state",
            sa.Enum("queued", "rendering", "ready", "failed", name="labelstate", native_enum=False, length=30),
            nullable=False,
        ),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("requested_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("requested_by_id", sa.Integer(), nullable=True),
        sa.Column("labels", sa.Integer(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("shrunk", sa.JSON(), nullable=False),
        sa.Column("refused", sa.JSON(), nullable=False),
        sa.Column("ready_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("error", sa.String(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["chapter_id"], ["chapters.id"], name=op.f("fk_label_sheets_chapter_id_chapters"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["chapter_id", "meeting_id"],
            ["meetings.chapter_id", "meetings.id"],
            name=op.f("fk_label_sheets_chapter_id_meeting_id_meetings"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["chapter_id", "case_id"],
            ["cases.chapter_id", "cases.id"],
            name=op.f("fk_label_sheets_chapter_id_case_id_cases"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["requested_by_id"], ["users.id"], name=op.f("fk_label_sheets_requested_by_id_users"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_label_sheets")),
        sa.UniqueConstraint("chapter_id", "id", name=op.f("uq_label_sheets_chapter_id_id")),
        sa.UniqueConstraint("ref", name=op.f("uq_label_sheets_ref")),
    )
    op.create_index(op.f("ix_label_sheets_meeting_id"), "label_sheets", ["meeting_id"])
    op.create_index(op.f("ix_label_sheets_case_id"), "label_sheets", ["case_id"])


def downgrade() -> None:
    op.drop_table("label_sheets")
    op.drop_table("label_offsets")
    op.drop_table("label_stocks")
