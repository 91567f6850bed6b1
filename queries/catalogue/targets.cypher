// title_zh: 各联盟的目标：按指标、比较与单位
// title_en: Targets across alliances by metric, comparator and unit
// parameters:
//   - {name: metric, type: string, default: null, zh: 指标或对象中的字, en: characters in the metric or subject}
//   - {name: comparator, type: comparator, default: null, zh: 比较, en: comparator}
//   - {name: unit, type: unit, default: null, zh: 单位（按归一单位比较）, en: "unit (compared in the normalised unit)"}
//   - {name: value_from, type: amount, default: null, low: -1.0e+18, high: 1.0e+18, zh: 数值不小于（按所给单位）, en: "value at least (in the given unit)"}
//   - {name: value_to, type: amount, default: null, low: -1.0e+18, high: 1.0e+18, zh: 数值不大于（按所给单位）, en: "value at most (in the given unit)"}
//   - {name: deadline, type: string, default: null, zh: 期限（以此开头）, en: deadline (begins with)}
//   - {name: status, type: status, default: null, zh: 状态, en: status}
//   - {name: holder, type: reference, labels: [Alliance, Organization, Project], default: null, zh: 所属, en: whose}
// columns:
//   - {name: id, type: string, zh: 编号, en: id}
//   - {name: holder_id, type: string, zh: 所属编号, en: id of its holder}
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
// facets: {metric: t.metric, comparator: t.comparator, unit: t.norm_unit, status: t.status, deadline: t.deadline}
// example: {metric: 高炉, comparator: ">="}
MATCH (t:Target)
WHERE ($comparator IS NULL OR t.comparator = $comparator)
  AND ($metric IS NULL OR t.metric CONTAINS $metric OR t.subject CONTAINS $metric)
  AND ($unit IS NULL OR t.norm_unit = $unit)
  AND ($value_from IS NULL OR coalesce(t.norm_value_max, t.norm_value) >= $value_from)
  AND ($value_to IS NULL OR t.norm_value <= $value_to)
  AND ($deadline IS NULL OR t.deadline STARTS WITH $deadline)
  AND ($status IS NULL OR t.status = $status)
  AND ($holder IS NULL OR t.holder = $holder)
MATCH (t)<-[:HAS_TARGET]-(h)
WITH t, h ORDER BY coalesce(t.metric, ''), coalesce(t.norm_unit, ''), coalesce(t.norm_value, 0), h.name, t.id, h.id
SKIP $skip LIMIT $limit
RETURN t.id AS id, h.id AS holder_id, h.name AS holder, t.status AS status, t.subject AS subject, t.metric AS metric,
       t.comparator AS comparator, t.value AS value, t.value_max AS value_max, t.unit AS unit,
       t.norm_value AS norm_value, t.norm_value_max AS norm_value_max, t.norm_unit AS norm_unit, t.deadline AS deadline
ORDER BY coalesce(metric, ''), coalesce(norm_unit, ''), coalesce(norm_value, 0), holder, id, holder_id
