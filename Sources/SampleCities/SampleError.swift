/// Why a sample could not be written; the folder asked for is untouched then.
package enum SampleError: Error, Equatable {
    /// Something is there already; a sample never overwrites.
    case folderExists(path: String)
    /// The system refused a step, with its error number.
    case refused(path: String, errorNumber: Int32)
}
