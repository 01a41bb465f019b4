"""Who said beforehand whether they come."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "rsvps",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("chapter_id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column(
            "answer",
            sa.Enum("going", "maybe", "no", name="rsvpanswer", native_enum=False, length=30),
            nullable=False,
        ),
        sa.Column("guests", sa.Integer(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["chapter_id", "meeting_id"],
            ["meetings.chapter_id", "meetings.id"],
            name=op.f("fk_rsvps_chapter_id_meeting_id_meetings"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["chapter_id", "member_id"],
            ["members.chapter_id", "members.id"],
            name=op.f("fk_rsvps_chapter_id_member_id_members"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["users.id"], name=op.f("fk_rsvps_recorded_by_id_users"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rsvps")),
        sa.UniqueConstraint("meeting_id", "member_id", name=op.f("uq_rsvps_meeting_id_member_id")),
    )
    op.create_index(op.f("ix_rsvps_member_id"), "rsvps", ["member_id"])


def downgrade() -> None:
    op.drop_table("rsvps")
