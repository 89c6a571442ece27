-- Rows of a database at revision 0001, one or more a table. That schema is fixed; so are they.
INSERT INTO extraction_runs VALUES (1, '1', 'm', '{}', '2024-01-01', '2024-01-01');
INSERT INTO outlets VALUES (1, 'Isle Post', 'isle post');
INSERT INTO articles (id, public_id, version, supersedes_id, run_id, outlet_id, source, title,
    authors, published, language, sha256, text)
VALUES
    (1, 'a1', 1, NULL, 1, 1, 'a.txt', 'Ferries', '["Ida Brandt"]', '2024-03-01', 'en', 'aa',
        'Ann Vale, director of the Harbour Office, said the ferries stop in May.'),
    (2, 'a2', 1, NULL, 1, NULL, 'b.txt', NULL, '[]', NULL, 'en', 'bb',
        'A clerk said nothing of it. Vale said no.');
INSERT INTO addresses VALUES (1, 'a.txt', 1), (2, 'b.txt', 2);
INSERT INTO article_bands VALUES (7, 1), (9, 2);
INSERT INTO article_credits VALUES (1, 0, 'agency', 'Northwire', NULL, NULL);
INSERT INTO people VALUES (1, 'Ann Vale'), (2, 'Vale');
INSERT INTO article_people (id, article_id, person_id, machine_person_id, name, folded, ordinal)
VALUES (1, 1, 1, 1, 'Ann Vale', 'ann vale', 0), (2, 2, 2, 2, 'Vale', 'vale', 0);
INSERT INTO article_person_names (id, article_person_id, name, folded, surname, kind)
VALUES (1, 1, 'Ann Vale', 'ann vale', 'vale', 'full'), (2, 2, 'Vale', 'vale', 'vale', 'full');
INSERT INTO article_person_keys VALUES (1, 'ann vale'), (2, 'vale');
INSERT INTO person_links VALUES (2, 1, 'maybe', 0.4, '[{"kind": "name", "detail": "Vale"}]');
INSERT INTO organizations VALUES (1, 'Harbour Office', 'harbour office', NULL);
INSERT INTO article_organizations (id, article_id, organization_id, machine_organization_id, name, folded, ordinal)
VALUES (1, 1, 1, 1, 'Harbour Office', 'harbour office', 0);
INSERT INTO article_organization_names VALUES (1, 1, 'Harbour Office', 'harbour office', 'full');
INSERT INTO article_organization_keys VALUES (1, 'name', 'harbour office');
INSERT INTO posts (id, article_person_id, role, organization_id, article_organization_id, evidence_start,
    evidence_end, evidence, first_day, last_day, origin)
VALUES (1, 1, 'director', 1, 1, 10, 40, 'director of the Harbour Office', '2024-03-01',
    '2024-03-01', 'machine');
INSERT INTO quotations (id, public_id, article_id, run_id, kind, act, text, context_start,
    context, cue_start, cue_end, confidence, origin, why_reason, why_certainty, why_rivals)
VALUES
    (1, 'abcdef01', 1, 1, 'indirect', 'statement', 'the ferries stop in May', 0,
        'Ann Vale, director of the Harbour Office, said the ferries stop in May.', 42, 46, 0.9,
        'machine', NULL, NULL, NULL),
    (2, 'abcdef02', 2, 1, 'indirect', 'statement', 'nothing of it', 0,
        'A clerk said nothing of it. Vale said no.', 8, 12, 0.8, 'machine', 'unnamed', 0.75,
        '[{"name": "Vale", "chance": 0.2}]');
INSERT INTO pieces VALUES (1, 0, 47, 70), (2, 0, 13, 26);
INSERT INTO speakers (quotation_id, ordinal, type, name, mention_start, mention_end, mention,
    article_person_id, organization_id, article_organization_id, post_id, role, organization, status)
VALUES (1, 0, 'person', 'Ann Vale', 0, 8, 'Ann Vale', 1, 1, 1, 1, 'director', 'Harbour Office',
    'current');
INSERT INTO speakers (quotation_id, ordinal, type, name, unnamed_number, unnamed_group,
    unnamed_grade, unnamed_collective)
VALUES (2, 0, 'unknown', 'A clerk', 1, 'clerk', 1, 0);
INSERT INTO decisions (id, subject, kind, origin, "by", at, person_id, other_person_id,
    organization_id, name, details, undone_at, undone_by)
VALUES
    (1, 'person', 'alias', 'human', 'ida', '2024-03-02', 1, NULL, NULL, 'The Sphinx', '{}', NULL, NULL),
    (2, 'organization', 'alias', 'human', 'ida', '2024-03-02', NULL, NULL, 1, 'HO', '{}', NULL, NULL),
    (3, 'person', 'split', 'human', 'ida', '2024-03-03', 1, 2, NULL, NULL, '{}', '2024-03-04', 'bo'),
    (4, 'stance', 'set', 'human', 'ida', '2024-03-02', NULL, NULL, NULL, NULL,
        '{"target": "the ferries", "polarity": null}', NULL, NULL),
    (5, 'topic', 'add', 'human', 'ida', '2024-03-02', NULL, NULL, NULL, NULL,
        '{"file": null, "topics": [{"label": "transport", "first": "transport", "line": 1,
            "synonyms": ["transit"], "patterns": [], "parent": null, "code": "medtop:20000337"}]}',
        NULL, NULL),
    (6, 'topic', 'set', 'human', 'ida', '2024-03-02', NULL, NULL, NULL, NULL,
        '{"topic": {"first": "transport", "label": "transport", "curated": true}, "holds": true}',
        NULL, NULL);
INSERT INTO decision_targets VALUES (4, 1), (6, 1);
INSERT INTO decision_selectors VALUES
    (4, 'a.txt', 'the ferries stop in May', 'said ', '.', 'abcdef01', 0),
    (6, 'a.txt', 'the ferries stop in May', 'said ', '.', 'abcdef01', 0);
INSERT INTO stances (id, quotation_id, target, folded, polarity, score, origin, words_start,
    words_end, decision_id)
VALUES
    (1, 1, 'the ferries', 'ferry', 'oppose', 0.6, 'machine', 59, 63, NULL),
    (2, 1, 'the ferries', 'ferry', NULL, 1.0, 'human', NULL, NULL, 4);
INSERT INTO topics VALUES (1, 'ferry', 'ferry', 'ferry'), (2, 'transport', 'transport', 'transport');
INSERT INTO vocabulary_topics (topic_id, code, decision_id) VALUES (2, 'medtop:20000337', 5);
INSERT INTO vocabulary_terms VALUES (1, 2, 'synonym', 'transit', 'transit', 5);
INSERT INTO quotation_topics (quotation_id, label_id, topic_id, origin, score, method)
VALUES (1, 1, 1, 'machine', 0.8, 'entity'), (1, 2, 2, 'human', 1.0, 'human');
INSERT INTO topic_verdicts VALUES (1, 2, 1, 6);
INSERT INTO decision_members VALUES (3, 'a2', 'vale', 0);
INSERT INTO person_aliases VALUES (1, 1, 'The Sphinx', 'the sphinx', 'sphinx', 1);
INSERT INTO organization_aliases VALUES (1, 1, 'HO', 'ho', 2);
INSERT INTO contact_lists VALUES (1, 'desk.csv', 'ida', '2024-02-01', NULL);
INSERT INTO contacts VALUES (1, 1, 1, 'Ann Vale', 'Q5');
INSERT INTO contact_names VALUES (1, 1, 1, 'Ann Vale', 'ann vale', 'vale');
INSERT INTO contact_keys VALUES (1, 'ann vale');
INSERT INTO contact_posts (id, contact_id, list_id, line, role, organization, status)
VALUES (1, 1, 1, 2, 'director', 'Harbour Office', 'current');
INSERT INTO contact_links VALUES (1, 2, 'maybe', 0.4, '[]');
INSERT INTO vectors VALUES (1, 'm', x'0100000000000000', zeroblob(384)), (2, 'm', x'', x'');
INSERT INTO sketches VALUES (1, 'm', zeroblob(48)), (2, 'm', x'');
