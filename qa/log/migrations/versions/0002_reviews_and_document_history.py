"""What staff say of answers, and what happens to documents."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "reviews",
        sa.Column("number", sa.Integer(), primary_key=True),
        sa.Column("answer_number", sa.Integer(), sa.ForeignKey("answers.number", ondelete="CASCADE"), nullable=False),
        sa.Column("verdict", sa.String(40), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("reviewer", sa.Text(), nullable=False),
        sa.Column("reviewed_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_reviews_answer_number", "reviews", ["answer_number"])
    op.create_table(
        "citation_verdicts",
        sa.Column("review_number", sa.Integer(), sa.ForeignKey("reviews.number", ondelete="CASCADE"), primary_key=True),
        sa.Column("citation_number", sa.Integer(), primary_key=True),
        sa.Column("verdict", sa.String(40), nullable=False),
    )
    op.create_table(
        "document_states",
        sa.Column("doc_id", sa.Text(), primary_key=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("ingested_at", sa.String(40), nullable=False),
        sa.Column("paragraphs", sa.Text(), nullable=False),
    )
    op.create_table(
        "document_events",
        sa.Column("number", sa.Integer(), primary_key=True),
        sa.Column("doc_id", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("happened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("changed_anchors", sa.Text(), nullable=False),
    )
    op.create_index("ix_document_events_doc_id", "document_events", ["doc_id"])


def downgrade() -> None:
    for table in ("document_events", "document_states", "citation_verdicts", "reviews"):
        op.drop_table(table)
