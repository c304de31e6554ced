internal import Assessment
internal import GRDB
internal import Packing
internal import Tables

/// Writes one round into the tables of an archive, inside the caller's transaction.
struct RoundWriter {
    let db: Database
    let content: RoundContent
    let id: Int64

    private var round: RoundResult { content.round }

    /// Everything that is said of the round as a whole, then of each unit.
    ///
    /// - Returns: The digest of the content.
    func write() throws -> String {
        try writeRun()
        try writeTree()
        try writeWeights()
        try writePools()
        return try writeUnits()
    }

    private func writeRun() throws {
        let input = try RowInserter(db, into: "inputs (round, file, sha256, rows)")
        for record in round.run.inputs {
            try input.insert(id, record.file, record.sha256, record.rows)
        }
        let parameter = try RowInserter(
            db, into: "parameters (round, position, key, name_zh, name_en, value)")
        for (position, record) in round.run.parameters.enumerated() {
            try parameter.insert(
                id, position, record.key, record.name.zh, record.name.en, record.value)
        }
        let grade = try RowInserter(db, into: "grades (round, grade, lowest)")
        for record in round.grades {
            try grade.insert(id, record.grade, record.from)
        }
    }

    private func writeTree() throws {
        let node = try RowInserter(
            db,
            into: """
                nodes (round, node, position, parent, level, name_zh, name_en, is_leaf, \
                is_geometric)
                """)
        for (position, record) in round.nodes.enumerated() {
            try node.insert(
                id, record.code, position, record.parent, record.level, record.name.zh,
                record.name.en, record.isLeaf, record.isGeometric)
        }
        let leaf = try RowInserter(
            db,
            into: """
                leaves (round, leaf, position, name_zh, name_en, unit_zh, unit_en, direction, \
                sub_index)
                """)
        for (position, record) in round.leaves.enumerated() {
            try leaf.insert(
                id, record.code, position, record.name.zh, record.name.en, record.unit.zh,
                record.unit.en, record.direction.rawValue, record.subIndex.rawValue)
        }
    }

    private func writeWeights() throws {
        let group = try RowInserter(db, into: "classes (round, class, position, unit_count)")
        let leafWeight = try RowInserter(db, into: "leaf_weights (round, class, leaf, weight)")
        for (position, record) in round.classes.enumerated() {
            try group.insert(id, record.class, position, record.unitCount)
            for (leaf, weight) in zip(round.leaves, record.leafWeights) {
                try leafWeight.insert(id, record.class, leaf.code, weight)
            }
        }
        try writeLocalWeights()
        try writeConsistency()
    }

    private func writeLocalWeights() throws {
        let local = try RowInserter(db, into: "local_weights (round, class, node, child, weight)")
        for record in round.classes {
            for node in record.weights {
                for (child, weight) in zip(node.children, node.weights) {
                    try local.insert(id, record.class, node.node, child, weight)
                }
            }
        }
    }

    private func writeConsistency() throws {
        let group = try RowInserter(
            db,
            into: "consistency (round, class, node, method, random_index, lambda_max, ci, cr)")
        let single = try RowInserter(
            db,
            into: """
                expert_consistency (round, class, node, expert, lambda_max, cr, is_excluded)
                """)
        for record in round.classes {
            for node in record.weights {
                try group.insert(
                    id, record.class, node.node, node.method, node.randomIndex, node.lambdaMax,
                    node.ci, node.cr)
                for expert in node.experts {
                    try single.insert(
                        id, record.class, node.node, expert.expert, expert.lambdaMax, expert.cr,
                        expert.excluded)
                }
            }
        }
    }

    private func writePools() throws {
        let pool = try RowInserter(
            db, into: "pools (round, level, quota_type, funding, approved, in_post)")
        for record in round.pools {
            try pool.insert(
                id, record.level, record.quotaType, record.funding, record.approved, record.inPost)
        }
    }

    /// Units go in by code, as the tables are clustered: each with its rows and its content.
    ///
    /// - Returns: The digest of the content.
    private func writeUnits() throws -> String {
        let rows = try UnitWriter(db, round: id)
        let contents = try RowInserter(db, into: "packed_contents (round, position, size, content)")
        let (units, codes) = (round.units, round.units.overviews.map(\.unit))
        let order = units.indices.sorted {
            codes[$0].utf8.lexicographicallyPrecedes(codes[$1].utf8)
        }
        var digest = ContentDigest(common: content.common, unitCount: units.count)
        for first in stride(from: 0, to: order.count, by: RoundContent.unitsAtATime) {
            let part = order[first..<min(order.count, first + RoundContent.unitsAtATime)]
            // Units of a large round are made as they are asked for.
            let kept = inParallel(part.count, tools: { Packer(.zlib) }) { packer, index in
                KeptUnit(units[order[first + index]], packer)
            }
            for (position, unit) in zip(part, kept) {
                try rows.write(unit.result, at: position)
                try unit.packed.withUnsafeBytes { bytes in
                    try contents.insert(id, position, unit.size, bytes: bytes)
                }
                digest.set(unit.digest, at: position)
            }
        }
        return digest.finish()
    }
}
