/// Rows of one form, however they are held.
package protocol RowStore: MutableCollection, RandomAccessCollection, RangeReplaceableCollection,
    Sendable
where Index == Int {}

extension Array: RowStore where Element: FormRecord {}
