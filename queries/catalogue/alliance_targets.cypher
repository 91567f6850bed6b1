// title_zh: 联盟的目标
// title_en: Targets of an alliance and of its projects
// parameters:
//   - {name: alliance, type: Alliance, zh: 联盟, en: alliance}
//   - {name: status, type: status, default: null, zh: 状态, en: status}
// columns:
//   - {name: id, type: string, zh: 编号, en: id}
//   - {name: holder, type: string, zh: 所属, en: whose}
//   - {name: status, type: string, zh: 状态, en: status}
//   - {name: subject, type: string, zh: 对象, en: subject}
//   - {name: metric, type: string, zh: 指标, en: metric}
//   - {name: comparator, type: string, zh: 比较, en: comparator}
//   - {name: value, type: number, zh: 数值, en: value as written}
//   - {name: value_max, type: number, zh: 上限, en: upper end as written}
//   - {name: unit, type: string, zh: 单位, en: unit as written}
//   - {name: norm_value, type: number, zh: 归一数值, en: normalised value}
//   - {name: norm_value_max, type: number, zh: 归一上限, en: normalised upper end}
//   - {name: norm_unit, type: string, zh: 归一单位, en: normalised unit}
//   - {name: deadline, type: string, zh: 期限, en: deadline}
//   - {name: quotes, type: list, zh: 原文, en: quotes}
// example: {alliance: 钢铁可循环流程技术创新战略联盟}
MATCH (a:Alliance {id: $alliance})-[:RUNS*0..1]->(h)-[:HAS_TARGET]->(t:Target)
WHERE $status IS NULL OR t.status = $status
WITH DISTINCT h, t
ORDER BY coalesce(t.metric, ''), coalesce(t.subject, ''), coalesce(t.norm_value, 0), t.id SKIP $skip LIMIT $limit
RETURN t.id AS id, h.name AS holder, t.status AS status, t.subject AS subject, t.metric AS metric,
       t.comparator AS comparator, t.value AS value, t.value_max AS value_max, t.unit AS unit,
       t.norm_value AS norm_value, t.norm_value_max AS norm_value_max, t.norm_unit AS norm_unit, t.deadline AS deadline,
       COLLECT { MATCH (e:Evidence {slot: t.id}) WITH e ORDER BY e.source, e.start RETURN DISTINCT e.quote } AS quotes
ORDER BY coalesce(metric, ''), coalesce(subject, ''), coalesce(norm_value, 0), id
