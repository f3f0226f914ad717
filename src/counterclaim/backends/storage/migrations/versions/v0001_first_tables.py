"""The first tables of a ledger."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make all tables."""
    op.create_table(
        "captures",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("uri", sa.Text(), nullable=False),
        sa.Column("retrieved", sa.Text(), nullable=False),
        sa.Column("headers", sa.JSON(), nullable=False),
        sa.Column("archive_path", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_captures")),
    )
    op.create_table(
        "events", sa.Column("id", sa.Text(), nullable=False), sa.PrimaryKeyConstraint("id", name=op.f("pk_events"))
    )
    op.create_table(
        "judgements",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("previous", sa.Text(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("judge", sa.Text(), nullable=False),
        sa.Column("judged_at", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_judgements")),
        sa.UniqueConstraint("digest", name=op.f("uq_judgements_digest")),
        sa.UniqueConstraint("previous", name=op.f("uq_judgements_previous")),
    )
    op.create_table(
        "manifest",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("coder", sa.Text(), nullable=False),
        sa.Column("linker", sa.Text(), nullable=False),
        sa.Column("weigher", sa.Text(), nullable=False),
        sa.Column("codebook_digest", sa.Text(), nullable=False),
        sa.Column("documents", sa.Integer(), nullable=False),
        sa.Column("documents_digest", sa.Text(), nullable=False),
        sa.Column("chain_head", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_manifest")),
    )
    op.create_table(
        "meta",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_meta")),
    )
    op.create_table(
        "seals",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("sealed", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "sealed", name=op.f("pk_seals")),
    )
    op.create_table(
        "problems",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("remedy", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_problems")),
    )
    op.create_index(op.f("ix_problems_subject"), "problems", ["subject"], unique=False)
    op.create_table(
        "redirects",
        sa.Column("old_id", sa.Text(), nullable=False),
        sa.Column("present_id", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("old_id", name=op.f("pk_redirects")),
    )
    op.create_table(
        "sources",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("affiliation", sa.Text(), nullable=False),
        sa.Column("domains", sa.JSON(), nullable=False),
        sa.Column("hosting", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sources")),
    )
    op.create_table(
        "assessments",
        sa.Column("event_id", sa.Text(), nullable=False),
        sa.Column("property", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("voices", sa.Integer(), nullable=False),
        sa.Column("method", sa.Text(), nullable=False),
        sa.Column("confidence", sa.Text(), nullable=False),
        sa.Column("low", sa.Text(), nullable=False),
        sa.Column("best", sa.Text(), nullable=False),
        sa.Column("high", sa.Text(), nullable=False),
        sa.Column("explanation", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["events.id"], name=op.f("fk_assessments_event_id_events"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("event_id", "property", name=op.f("pk_assessments")),
    )
    op.create_table(
        "documents",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("capture_id", sa.Text(), nullable=False),
        sa.Column("item_sha256", sa.Text(), nullable=False),
        sa.Column("uri", sa.Text(), nullable=False),
        sa.Column("member", sa.Text(), nullable=False),
        sa.Column("source_id", sa.Text(), nullable=False),
        sa.Column("outlet", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("published_earliest", sa.Date(), nullable=True),
        sa.Column("published_latest", sa.Date(), nullable=True),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("agency", sa.Text(), nullable=False),
        sa.Column("invented", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["capture_id"], ["captures.id"], name=op.f("fk_documents_capture_id_captures")),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name=op.f("fk_documents_source_id_sources")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_documents")),
    )
    op.create_index(op.f("ix_documents_capture_id"), "documents", ["capture_id"], unique=False)
    op.create_index(op.f("ix_documents_source_id"), "documents", ["source_id"], unique=False)
    op.create_table(
        "event_mentions",
        sa.Column("event_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("mention_id", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["events.id"], name=op.f("fk_event_mentions_event_id_events"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("event_id", "position", name=op.f("pk_event_mentions")),
    )
    op.create_index(op.f("ix_event_mentions_mention_id"), "event_mentions", ["mention_id"], unique=False)
    op.create_table(
        "judgement_anchors",
        sa.Column("judgement", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("item_sha256", sa.Text(), nullable=False),
        sa.Column("start_offset", sa.Integer(), nullable=False),
        sa.Column("end_offset", sa.Integer(), nullable=False),
        sa.Column("property", sa.Text(), nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("speaker", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["judgement"],
            ["judgements.number"],
            name=op.f("fk_judgement_anchors_judgement_judgements"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("judgement", "position", name=op.f("pk_judgement_anchors")),
    )
    op.create_table(
        "judgement_changes",
        sa.Column("judgement", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("old_value", sa.Text(), nullable=False),
        sa.Column("new_value", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["judgement"],
            ["judgements.number"],
            name=op.f("fk_judgement_changes_judgement_judgements"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("judgement", "position", name=op.f("pk_judgement_changes")),
    )
    op.create_table(
        "links",
        sa.Column("event_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("left_mention", sa.Text(), nullable=False),
        sa.Column("right_mention", sa.Text(), nullable=False),
        sa.Column("probability", sa.Double(), nullable=False),
        sa.Column("decided_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name=op.f("fk_links_event_id_events"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("event_id", "position", name=op.f("pk_links")),
    )
    op.create_table(
        "candidates",
        sa.Column("event_id", sa.Text(), nullable=False),
        sa.Column("property", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("probability", sa.Double(), nullable=False),
        sa.Column("low", sa.Double(), nullable=False),
        sa.Column("high", sa.Double(), nullable=False),
        sa.Column("estimative", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id", "property"],
            ["assessments.event_id", "assessments.property"],
            name=op.f("fk_candidates_event_id_property_assessments"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("event_id", "property", "position", name=op.f("pk_candidates")),
    )
    op.create_table(
        "codings",
        sa.Column("document_id", sa.Text(), nullable=False),
        sa.Column("coder", sa.Text(), nullable=False),
        sa.Column("abstained", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name=op.f("fk_codings_document_id_documents"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk_codings")),
    )
    op.create_table(
        "link_weights",
        sa.Column("event_id", sa.Text(), nullable=False),
        sa.Column("link_position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("bits", sa.Double(), nullable=False),
        sa.Column("compared", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id", "link_position"],
            ["links.event_id", "links.position"],
            name=op.f("fk_link_weights_event_id_link_position_links"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("event_id", "link_position", "position", name=op.f("pk_link_weights")),
    )
    op.create_table(
        "relations",
        sa.Column("document_id", sa.Text(), nullable=False),
        sa.Column("origin_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("similarity", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name=op.f("fk_relations_document_id_documents"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["origin_id"], ["documents.id"], name=op.f("fk_relations_origin_id_documents"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("document_id", "origin_id", name=op.f("pk_relations")),
    )
    op.create_table(
        "texts",
        sa.Column("document_id", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name=op.f("fk_texts_document_id_documents"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk_texts")),
    )
    op.create_table(
        "weights",
        sa.Column("event_id", sa.Text(), nullable=False),
        sa.Column("property", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("speaker", sa.Text(), nullable=False),
        sa.Column("hypothesis", sa.Text(), nullable=False),
        sa.Column("decibans", sa.Double(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("admiralty", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id", "property"],
            ["assessments.event_id", "assessments.property"],
            name=op.f("fk_weights_event_id_property_assessments"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("event_id", "property", "position", name=op.f("pk_weights")),
    )
    op.create_table(
        "citations",
        sa.Column("document_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("start_offset", sa.Integer(), nullable=True),
        sa.Column("end_offset", sa.Integer(), nullable=True),
        sa.Column("quote", sa.Text(), nullable=True),
        sa.Column("prefix", sa.Text(), nullable=True),
        sa.Column("suffix", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["document_id"], ["codings.document_id"], name=op.f("fk_citations_document_id_codings"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("document_id", "position", name=op.f("pk_citations")),
    )
    op.create_table(
        "mentions",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("document_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("start_offset", sa.Integer(), nullable=False),
        sa.Column("end_offset", sa.Integer(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("prefix", sa.Text(), nullable=False),
        sa.Column("suffix", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["codings.document_id"], name=op.f("fk_mentions_document_id_codings"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mentions")),
    )
    op.create_index(op.f("ix_mentions_document_id_position"), "mentions", ["document_id", "position"], unique=False)
    op.create_table(
        "persons",
        sa.Column("document_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("start_offset", sa.Integer(), nullable=False),
        sa.Column("end_offset", sa.Integer(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("prefix", sa.Text(), nullable=False),
        sa.Column("suffix", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["codings.document_id"], name=op.f("fk_persons_document_id_codings"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("document_id", "position", name=op.f("pk_persons")),
    )
    op.create_table(
        "weight_documents",
        sa.Column("event_id", sa.Text(), nullable=False),
        sa.Column("property", sa.Text(), nullable=False),
        sa.Column("weight_position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("document_id", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id", "property", "weight_position"],
            ["weights.event_id", "weights.property", "weights.position"],
            name=op.f("fk_weight_documents_event_id_property_weight_position_weights"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "event_id", "property", "weight_position", "position", name=op.f("pk_weight_documents")
        ),
    )
    op.create_index(op.f("ix_weight_documents_document_id"), "weight_documents", ["document_id"], unique=False)
    op.create_table(
        "weight_statements",
        sa.Column("event_id", sa.Text(), nullable=False),
        sa.Column("property", sa.Text(), nullable=False),
        sa.Column("weight_position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("statement_id", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id", "property", "weight_position"],
            ["weights.event_id", "weights.property", "weights.position"],
            name=op.f("fk_weight_statements_event_id_property_weight_position_weights"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "event_id", "property", "weight_position", "position", name=op.f("pk_weight_statements")
        ),
    )
    op.create_index(op.f("ix_weight_statements_statement_id"), "weight_statements", ["statement_id"], unique=False)
    op.create_table(
        "statements",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("document_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("mention_id", sa.Text(), nullable=False),
        sa.Column("property", sa.Text(), nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("value_aliases", sa.JSON(), nullable=False),
        sa.Column("value_id", sa.Text(), nullable=False),
        sa.Column("value_kind", sa.Text(), nullable=False),
        sa.Column("speaker", sa.Text(), nullable=False),
        sa.Column("speaker_aliases", sa.JSON(), nullable=False),
        sa.Column("speaker_id", sa.Text(), nullable=False),
        sa.Column("speaker_kind", sa.Text(), nullable=False),
        sa.Column("start_offset", sa.Integer(), nullable=False),
        sa.Column("end_offset", sa.Integer(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("prefix", sa.Text(), nullable=False),
        sa.Column("suffix", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("certainty", sa.Double(), nullable=False),
        sa.Column("probability", sa.Double(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("coder", sa.Text(), nullable=False),
        sa.Column("place_name", sa.Text(), nullable=True),
        sa.Column("place_words", sa.Text(), nullable=True),
        sa.Column("place_countries", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("longitude", sa.Double(), nullable=True),
        sa.Column("radius_m", sa.Double(), nullable=True),
        sa.Column("place_basis", sa.Text(), nullable=True),
        sa.Column("gazetteer_id", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["document_id"], ["codings.document_id"], name=op.f("fk_statements_document_id_codings"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["mention_id"], ["mentions.id"], name=op.f("fk_statements_mention_id_mentions"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statements")),
    )
    op.create_index(op.f("ix_statements_document_id_position"), "statements", ["document_id", "position"], unique=False)
    op.create_index(op.f("ix_statements_mention_id"), "statements", ["mention_id"], unique=False)
    op.create_table(
        "statement_passages",
        sa.Column("statement_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("start_offset", sa.Integer(), nullable=False),
        sa.Column("end_offset", sa.Integer(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("prefix", sa.Text(), nullable=False),
        sa.Column("suffix", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["statement_id"],
            ["statements.id"],
            name=op.f("fk_statement_passages_statement_id_statements"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("statement_id", "position", name=op.f("pk_statement_passages")),
    )
