"""People."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "members",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("chapter_id", sa.Integer(), nullable=False),
        sa.Column("membership_id", sa.Integer(), nullable=True),
        sa.Column("display_name", sa.String(), nullable=False),
        sa.Column("mailing_name", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("postal_address", sa.String(), nullable=False),
        sa.Column(
            "status", sa.Enum("member", "guest", name="memberstatus", native_enum=False, length=30), nullable=False
        ),
        sa.Column("joined_on", sa.Date(), nullable=True),
        sa.Column("notes", sa.String(), nullable=False),
        sa.Column("deactivated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["chapter_id", "membership_id"],
            ["memberships.chapter_id", "memberships.id"],
            name=op.f("fk_members_chapter_id_membership_id_memberships"),
        ),
        sa.ForeignKeyConstraint(
            ["chapter_id"], ["chapters.id"], name=op.f("fk_members_chapter_id_chapters"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_members")),
        sa.UniqueConstraint("chapter_id", "id", name=op.f("uq_members_chapter_id_id")),
        sa.UniqueConstraint("membership_id", name=op.f("uq_members_membership_id")),
        sa.UniqueConstraint("ref", name=op.f("uq_members_ref")),
    )
    with op.batch_alter_table("members", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_members_chapter_id_email"),
            ["chapter_id", "email"],
            unique=True,
            sqlite_where=sa.text("email <> '' AND deleted_at IS NULL"),
            postgresql_where=sa.text("email <> '' AND deleted_at IS NULL"),
        )
    op.create_table(
        "consents",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("chapter_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("meetings", "releases", "credit", name="consentkind", native_enum=False, length=30),
            nullable=False,
        ),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("how", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["chapter_id", "member_id"],
            ["members.chapter_id", "members.id"],
            name=op.f("fk_consents_chapter_id_member_id_members"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consents")),
        sa.UniqueConstraint("member_id", "kind", name=op.f("uq_consents_member_id_kind")),
    )
    op.create_table(
        "invitations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("chapter_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=True),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column(
            "role", sa.Enum("member", "host", "coordinator", name="role", native_enum=False, length=30), nullable=False
        ),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ref", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["chapter_id", "member_id"],
            ["members.chapter_id", "members.id"],
            name=op.f("fk_invitations_chapter_id_member_id_members"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["chapter_id"], ["chapters.id"], name=op.f("fk_invitations_chapter_id_chapters"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitations")),
        sa.UniqueConstraint("chapter_id", "id", name=op.f("uq_invitations_chapter_id_id")),
        sa.UniqueConstraint("ref", name=op.f("uq_invitations_ref")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_invitations_token_hash")),
    )


def downgrade() -> None:
    op.drop_table("invitations")
    op.drop_table("consents")
    with op.batch_alter_table("members", schema=None) as batch_op:
        batch_op.drop_index(
            batch_op.f("ix_members_chapter_id_email"),
            sqlite_where=sa.text("email <> '' AND deleted_at IS NULL"),
            postgresql_where=sa.text("email <> '' AND deleted_at IS NULL"),
        )
    op.drop_table("members")
