"""Those at the door without a name, how attendance came to be known, posts that were taken."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "receipts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("chapter_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["chapter_id"], ["chapters.id"], name=op.f("fk_receipts_chapter_id_chapters"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_receipts")),
        sa.UniqueConstraint("chapter_id", "key", name=op.f("uq_receipts_chapter_id_key")),
    )
    with op.batch_alter_table("receipts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_receipts_at"), ["at"], unique=False)
    op.create_table(
        "nameless_attendances",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("chapter_id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("ref", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["chapter_id", "meeting_id"],
            ["meetings.chapter_id", "meetings.id"],
            name=op.f("fk_nameless_attendances_chapter_id_meeting_id_meetings"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"],
            ["users.id"],
            name=op.f("fk_nameless_attendances_recorded_by_id_users"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nameless_attendances")),
        sa.UniqueConstraint("ref", name=op.f("uq_nameless_attendances_ref")),
    )
    with op.batch_alter_table("nameless_attendances", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_nameless_attendances_meeting_id"), ["meeting_id"], unique=False)
    with op.batch_alter_table("attendances", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "via",
                sa.Enum("door", "self", "paper", name="via", native_enum=False, length=30),
                nullable=False,
                server_default="door",
            )
        )


def downgrade() -> None:
    with op.batch_alter_table("attendances", schema=None) as batch_op:
        batch_op.drop_column("via")
    with op.batch_alter_table("nameless_attendances", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_nameless_attendances_meeting_id"))

    op.drop_table("nameless_attendances")
    with op.batch_alter_table("receipts", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_receipts_at"))

    op.drop_table("receipts")
