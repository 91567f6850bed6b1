"""The check of what the server says it will do: the type of the query, and every operator of its plan.

Only a Neo4j tells this; the embedded engine calls every statement `w`. The operators are those of Neo4j 5.26 and 2026
(Cypher manual, "Planning and tuning: operators"); their names are no stable interface, so whatever is not on the list
is refused, new reading operators among it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from queries.guard.tokens import refuse
from queries.guard.words import PROCEDURES

_NAMES = """
    AllNodesScan NodeByLabelScan IntersectionNodeByLabelsScan SubtractionNodeByLabelsScan UnionNodeByLabelsScan
    PartitionedAllNodesScan PartitionedNodeByLabelScan PartitionedIntersectionNodeByLabelsScan
    PartitionedSubtractionNodeByLabelsScan PartitionedUnionNodeByLabelsScan PartitionedUnwind
    NodeByIdSeek NodeByElementIdSeek NodeIndexScan NodeIndexSeek NodeIndexSeekByRange NodeUniqueIndexSeek
    NodeUniqueIndexSeekByRange NodeIndexContainsScan NodeIndexEndsWithScan MultiNodeIndexSeek AssertSameNode
    PartitionedNodeIndexScan PartitionedNodeIndexSeek PartitionedNodeIndexSeekByRange NodeCountFromCountStore
    RelationshipCountFromCountStore DirectedAllRelationshipsScan UndirectedAllRelationshipsScan
    DirectedRelationshipTypeScan UndirectedRelationshipTypeScan DirectedUnionRelationshipTypesScan
    UndirectedUnionRelationshipTypesScan DirectedRelationshipByIdSeek UndirectedRelationshipByIdSeek
    DirectedRelationshipByElementIdSeek UndirectedRelationshipByElementIdSeek DirectedRelationshipIndexScan
    UndirectedRelationshipIndexScan DirectedRelationshipIndexSeek UndirectedRelationshipIndexSeek
    DirectedRelationshipIndexSeekByRange UndirectedRelationshipIndexSeekByRange
    DirectedRelationshipIndexContainsScan UndirectedRelationshipIndexContainsScan
    DirectedRelationshipIndexEndsWithScan UndirectedRelationshipIndexEndsWithScan
    DirectedRelationshipUniqueIndexSeek UndirectedRelationshipUniqueIndexSeek
    Expand(All) Expand(Into) OptionalExpand(All) OptionalExpand(Into) VarLengthExpand(All) VarLengthExpand(Into)
    VarLengthExpand(Pruning) VarLengthExpand(Pruning,BFS,All) VarLengthExpand(Pruning,BFS,Into)
    BFSPruningVarLengthExpand PruningVarLengthExpand Repeat(Trail) Repeat(Walk) Repeat(Acyclic)
    BidirectionalRepeat(Trail) BidirectionalRepeat(Walk) NullifyMetadata ShortestPath StatefulShortestPath(All)
    StatefulShortestPath(Into) ProjectEndpoints SimulatedExpand SimulatedFilter SimulatedNodeScan
    Apply SemiApply AntiSemiApply LetSemiApply LetAntiSemiApply SelectOrSemiApply SelectOrAntiSemiApply
    LetSelectOrSemiApply LetSelectOrAntiSemiApply ConditionalApply AntiConditionalApply RollUpApply Optional Argument
    ArgumentTracker TriadicSelection TriadicBuild TriadicFilter TriadicFilterer CartesianProduct NodeHashJoin
    ValueHashJoin NodeLeftOuterHashJoin NodeRightOuterHashJoin LeftOuterHashJoin RightOuterHashJoin
    Filter CacheProperties RemoteBatchProperties RemoteBatchPropertiesWithFilter Projection Distinct OrderedDistinct
    EagerAggregation OrderedAggregation Sort PartialSort Top PartialTop Top1WithTies Limit ExhaustiveLimit Skip
    UnwindCollection Unwind Union OrderedUnion Eager EmptyRow EmptyResult ProduceResults ProduceResult ProcedureCall
    NonFuseable NonPipelined NonPipelinedStreaming PreserveOrder DropResult
"""
OPERATORS = frozenset(_NAMES.split())


def check_type(query_type: str | None) -> None:
    """Raises ForbiddenStatement unless the server calls the statement exactly `r`."""
    if query_type != "r":
        refuse("query-type", f"服务器说它不只是读 (query type {query_type}，应为 r)")


def check_operators(plan: Mapping[str, Any] | None) -> None:
    """Raises ForbiddenStatement for an operator or a procedure that is not on the list, or where there is no plan."""
    if plan is None:
        refuse("plan", "服务器没有给出执行计划 (no plan)")
    for step in _steps(plan):
        name = str(step.get("operatorType", "")).partition("@")[0]
        if name not in OPERATORS:
            refuse("operator", f"执行计划中的 {name[:60]} 不在名单中 (operator not on the list)")
        if name == "ProcedureCall":
            _check_call(str((step.get("args") or {}).get("Details", "")))


def _check_call(details: str) -> None:
    """`details` is like `db.labels() :: (label :: STRING)`."""
    called = details.partition("(")[0].strip()
    if called not in PROCEDURES:
        refuse("procedure", f"执行计划要调用 {called[:60]} (procedure not on the list)")


def _steps(plan: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    waiting = [plan]
    while waiting:
        step = waiting.pop()
        yield step
        waiting += step.get("children") or ()
