"""The library: a chapter of its own, cases that are copies of its cases, notes that stay in a chapter, offers."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("chapters", schema=None) as batch_op:
        batch_op.add_column(sa.Column("is_library", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("cases", schema=None) as batch_op:
        batch_op.add_column(sa.Column("local_notes", sa.String(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("origin_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("origin_revision", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("origin_said", sa.JSON(), nullable=True))
        batch_op.add_column(sa.Column("published_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_cases_origin_id_cases"), "cases", ["origin_id"], ["id"], ondelete="SET NULL"
        )
        batch_op.create_unique_constraint(batch_op.f("uq_cases_chapter_id_origin_id"), ["chapter_id", "origin_id"])
        batch_op.create_index(batch_op.f("ix_cases_origin_id"), ["origin_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_cases_chapter_id_published_at"), ["chapter_id", "published_at"], unique=False)
    op.create_table(
        "library_offers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("chapter_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum("open", "accepted", "declined", name="offerstate", native_enum=False, length=30),
            nullable=False,
        ),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("offered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["chapter_id", "case_id"],
            ["cases.chapter_id", "cases.id"],
            name=op.f("fk_library_offers_chapter_id_case_id_cases"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["chapter_id"], ["chapters.id"], name=op.f("fk_library_offers_chapter_id_chapters"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_library_offers")),
        sa.UniqueConstraint("ref", name=op.f("uq_library_offers_ref")),
    )
    with op.batch_alter_table("library_offers", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_library_offers_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_library_offers_state"), ["state"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("library_offers", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_library_offers_state"))
        batch_op.drop_index(batch_op.f("ix_library_offers_case_id"))

    op.drop_table("library_offers")
    with op.batch_alter_table("cases", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_cases_chapter_id_published_at"))
        batch_op.drop_index(batch_op.f("ix_cases_origin_id"))
        batch_op.drop_constraint(batch_op.f("uq_cases_chapter_id_origin_id"), type_="unique")
        batch_op.drop_constraint(batch_op.f("fk_cases_origin_id_cases"), type_="foreignkey")
        batch_op.drop_column("published_at")
        batch_op.drop_column("origin_said")
        batch_op.drop_column("origin_revision")
        batch_op.drop_column("origin_id")
        batch_op.drop_column("local_notes")
    with op.batch_alter_table("chapters", schema=None) as batch_op:
        batch_op.drop_column("is_library")
