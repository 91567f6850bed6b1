// title_zh: 各章程、各来源的同一条怎么写
// title_en: The same article compared across charters and sources
// scope: false
// parameters:
//   - {name: by, type: choice, choices: [topic, heading, number, kind], default: topic, zh: 怎样算同一条：主题、标题、条号或种类, en: what makes two articles the same}
//   - {name: text, type: string, default: null, zh: 标题或原文中的字, en: characters in the heading or the quote}
//   - {name: kind, type: clause_kind, default: null, zh: 种类, en: kind}
//   - {name: number, type: string, default: null, zh: 条号, en: number}
//   - {name: subject, type: reference, labels: [Alliance, Concept], default: null, zh: 其中要有这个联盟或概念, en: must be among those compared}
//   - {name: genre, type: genre, default: null, zh: 只看这类来源，如 charter, en: only sources of this genre}
//   - {name: min, type: integer, default: 2, low: 1, high: 10000, zh: 至少几处写有, en: in at least so many texts}
// columns:
//   - {name: article, type: string, zh: 条文, en: article}
//   - {name: subjects, type: integer, zh: 联盟或概念数, en: alliances or concepts}
//   - {name: sources, type: integer, zh: 来源数, en: sources}
//   - {name: clauses, type: rows, fields: {id: string, name: string, label: string, kind: string, number: string, heading: string, quote: string, clause: string, source: string, source_title: string}, zh: 各处原文, en: each text}
// facets: {subjects: subjects, sources: sources}
// example: {by: kind, min: 2}
WITH [['名称', ['名称']], ['宗旨', ['宗旨', '目的']], ['性质', ['性质', '组织形式']], ['住所', ['住所', '办公地点']],
      ['任务', ['任务', '职责', '业务范围', '工作内容']], ['加入', ['加入', '入会', '吸收', '成为成员']],
      ['退出', ['退出', '退会', '除名']], ['权利', ['权利', '享有']], ['义务', ['义务', '应当履行']],
      ['大会', ['成员大会', '会员大会', '代表大会']], ['理事会', ['理事会', '理事长']], ['秘书处', ['秘书处', '秘书长']],
      ['专家委员会', ['专家委员会', '技术委员会']], ['经费', ['经费', '会费', '资产', '资金']],
      ['知识产权', ['知识产权', '专利', '成果']], ['终止', ['终止', '解散', '注销']], ['修改', ['修改', '修订']],
      ['解释与生效', ['解释', '生效', '施行']]] AS topics
MATCH (c:Clause)-[:CLAUSE_OF]->(n)
WHERE ($kind IS NULL OR c.kind = $kind) AND ($number IS NULL OR c.number = $number)
  AND ($text IS NULL OR c.quote CONTAINS $text OR c.heading CONTAINS $text)
OPTIONAL MATCH (s:Source {id: c.source})
WITH topics, c, n, s WHERE $genre IS NULL OR s.genre = $genre
WITH topics, c, n, s, CASE $by
    WHEN 'kind' THEN c.kind WHEN 'number' THEN c.number WHEN 'heading' THEN c.heading
    ELSE CASE WHEN coalesce(c.heading, '') <> '' THEN c.heading ELSE
      head(COLLECT { UNWIND topics AS topic UNWIND topic[1] AS word
                     WITH topic[0] AS named, size(split(coalesce(c.quote, ''), word)[0]) AS at
                     WHERE at < 60 AND at < size(coalesce(c.quote, ''))
                     RETURN named ORDER BY at, named LIMIT 1 }) END
  END AS article
WHERE coalesce(article, '') <> ''
WITH article, c, n, s ORDER BY n.name, n.id, c.source, size(coalesce(c.number, '')), c.number, c.id
WITH article, count(DISTINCT n.id) AS subjects, count(DISTINCT c.source) AS sources,
     count(DISTINCT n.id + c.source) AS texts, collect(DISTINCT n.id) AS ids,
     collect({id: n.id, name: n.name, label: head(labels(n)), kind: c.kind, number: c.number, heading: c.heading,
              quote: c.quote, clause: c.id, source: c.source, source_title: s.title}) AS clauses
WHERE texts >= $min AND ($subject IS NULL OR $subject IN ids)
WITH article, subjects, sources, clauses ORDER BY subjects DESC, sources DESC, article SKIP $skip LIMIT $limit
RETURN article, subjects, sources, clauses
ORDER BY subjects DESC, sources DESC, article
