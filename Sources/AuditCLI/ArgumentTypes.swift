public import ArgumentParser
public import Audit

// The library's closed sets as options.

extension Finding.Domain: ExpressibleByArgument {}
extension Severity: ExpressibleByArgument {}
extension Outcome: ExpressibleByArgument {}
extension PageRecord.Status: ExpressibleByArgument {}
extension NotCheckedReason: ExpressibleByArgument {}
extension PageKind: ExpressibleByArgument {}
extension ReportFormat: ExpressibleByArgument {}
extension OutputSchema: ExpressibleByArgument {}
extension ChecklistExport: ExpressibleByArgument {}
extension CoordinateSystem: ExpressibleByArgument {}
extension PlaceSample.Grouping: ExpressibleByArgument {}
extension PlaceSampleListing.Format: ExpressibleByArgument {}
extension SecondInspectionListing.Format: ExpressibleByArgument {}
extension PlaceReport.Format: ExpressibleByArgument {}
extension Subject.Kind: ExpressibleByArgument {}
extension RegisterChange.Kind: ExpressibleByArgument {}
extension DifferenceFormat: ExpressibleByArgument {}
extension SubjectImport.Format: ExpressibleByArgument {}
extension FindingImport.Format: ExpressibleByArgument {}
extension DefectState: ExpressibleByArgument {}
extension RuleMetadata.Kind: ExpressibleByArgument {}
extension FindingFilter.Suppressed: ExpressibleByArgument {}
extension Suppression.ReasonCode: ExpressibleByArgument {}
extension SampleListing.Format: ExpressibleByArgument {}
extension PageSample.Basis: ExpressibleByArgument {}
extension IndicatorReport.Format: ExpressibleByArgument {}
