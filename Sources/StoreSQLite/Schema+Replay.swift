extension Schema {
    /// Facts that an assessment was made from; empty for assessments of older programs.
    static let assessmentFacts = """
        ALTER TABLE assessment ADD COLUMN facts BLOB NOT NULL DEFAULT x'';
        """
}
