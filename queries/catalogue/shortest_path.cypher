// title_zh: 两个机构之间最短的成员路径（至多经过四个联盟）
// title_en: Shortest membership path between two organisations (through at most four alliances)
// parameters:
//   - {name: start, type: Organization, zh: 起点机构, en: organisation at the start}
//   - {name: end, type: Organization, zh: 终点机构, en: organisation at the end}
// columns:
//   - {name: length, type: integer, zh: 步数, en: steps}
//   - {name: names, type: list, zh: 依次经过, en: names along the path}
//   - {name: alliances, type: list, zh: 其中的联盟, en: the alliances among them}
//   - {name: ids, type: list, zh: 依次经过的编号, en: ids along the path}
//   - {name: slots, type: list, zh: 成员关系编号, en: ids of the memberships}
// example: {start: 清华大学, end: 北京科技大学}
MATCH (a:Organization {id: $start})
OPTIONAL MATCH (b:Organization {id: $end}) WHERE b.id <> a.id
WITH a, b WHERE b IS NOT NULL
// One layer after the other, each only when those before found nothing. shortestPath would be shorter, but on one of
// the engines it looks for the path first and at `counted` afterwards.
CALL (a, b) {
  MATCH (a)-[r1:MEMBER_OF]->(x1:Alliance)<-[r2:MEMBER_OF]-(b)
  WHERE r1.counted AND r2.counted
  WITH a, x1, b, r1, r2 ORDER BY x1.name LIMIT 1
  RETURN collect({names: [a.name, x1.name, b.name],
    ids: [a.id, x1.id, b.id],
    slots: [r1.id, r2.id]}) AS one
}
CALL (a, b, one) {
  WITH a, b WHERE size(one) = 0
  MATCH (a)-[r1:MEMBER_OF]->(x1:Alliance)<-[r2:MEMBER_OF]-(o1:Organization)
  MATCH (o1)-[r3:MEMBER_OF]->(x2:Alliance)<-[r4:MEMBER_OF]-(b)
  WHERE r1.counted AND r2.counted AND r3.counted AND r4.counted
  WITH a, x1, o1, x2, b, r1, r2, r3, r4 ORDER BY x1.name, o1.name, x2.name LIMIT 1
  RETURN collect({names: [a.name, x1.name, o1.name, x2.name, b.name],
    ids: [a.id, x1.id, o1.id, x2.id, b.id],
    slots: [r1.id, r2.id, r3.id, r4.id]}) AS two
}
CALL (a, b, one, two) {
  WITH a, b WHERE size(one) = 0 AND size(two) = 0
  MATCH (a)-[r1:MEMBER_OF]->(x1:Alliance)<-[r2:MEMBER_OF]-(o1:Organization)
  MATCH (o1)-[r3:MEMBER_OF]->(x2:Alliance)
  WHERE r1.counted AND r2.counted AND r3.counted
  WITH b, a, x1, o1, x2, r1, r2, r3 ORDER BY x1.name, o1.name
  WITH b, x2, head(collect({names: [a.name, x1.name, o1.name, x2.name],
    ids: [a.id, x1.id, o1.id, x2.id],
    slots: [r1.id, r2.id, r3.id]})) AS trail
  MATCH (x2)<-[p:MEMBER_OF]-(o:Organization)-[q:MEMBER_OF]->(y:Alliance)<-[z:MEMBER_OF]-(b)
  WHERE p.counted AND q.counted AND z.counted
  WITH trail, o, y, p, q, z, b ORDER BY trail.names[1], trail.names[2], o.name, y.name LIMIT 1
  RETURN collect({names: trail.names + [o.name, y.name, b.name],
    ids: trail.ids + [o.id, y.id, b.id],
    slots: trail.slots + [p.id, q.id, z.id]}) AS three
}
CALL (a, b, one, two, three) {
  WITH a, b WHERE size(one) = 0 AND size(two) = 0 AND size(three) = 0
  MATCH (a)-[r1:MEMBER_OF]->(x1:Alliance)<-[r2:MEMBER_OF]-(o1:Organization)
  MATCH (o1)-[r3:MEMBER_OF]->(x2:Alliance)
  WHERE r1.counted AND r2.counted AND r3.counted
  WITH b, a, x1, o1, x2, r1, r2, r3 ORDER BY x1.name, o1.name
  WITH b, x2, head(collect({names: [a.name, x1.name, o1.name, x2.name],
    ids: [a.id, x1.id, o1.id, x2.id],
    slots: [r1.id, r2.id, r3.id]})) AS trail
  MATCH (x2)<-[r4:MEMBER_OF]-(o2:Organization)-[r5:MEMBER_OF]->(x3:Alliance) WHERE r4.counted AND r5.counted
  WITH b, trail, x3, o2, r4, r5 ORDER BY trail.names[1], trail.names[2], trail.names[3], o2.name
  WITH b, x3, head(collect({names: trail.names + [o2.name, x3.name],
    ids: trail.ids + [o2.id, x3.id],
    slots: trail.slots + [r4.id, r5.id]})) AS trail
  MATCH (x3)<-[p:MEMBER_OF]-(o:Organization)-[q:MEMBER_OF]->(y:Alliance)<-[z:MEMBER_OF]-(b)
  WHERE p.counted AND q.counted AND z.counted
  WITH trail, o, y, p, q, z, b ORDER BY trail.names[1], trail.names[2], o.name, y.name LIMIT 1
  RETURN collect({names: trail.names + [o.name, y.name, b.name],
    ids: trail.ids + [o.id, y.id, b.id],
    slots: trail.slots + [p.id, q.id, z.id]}) AS four
}
UNWIND one + two + three + four AS path
WITH path SKIP $skip LIMIT $limit
RETURN size(path.slots) AS length, path.names AS names,
       [at IN range(1, size(path.names) - 1, 2) | path.names[at]] AS alliances, path.ids AS ids, path.slots AS slots
