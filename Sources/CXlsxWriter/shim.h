#include <xlsxwriter.h>

// Structs whose members are char *, which Swift cannot fill from its strings.
static inline lxw_workbook *audit_workbook_new(const char *path, const char *folder) {
    lxw_workbook_options options = {.constant_memory = LXW_TRUE, .tmpdir = (char *)folder};
    return workbook_new_opt(path, &options);
}
static inline lxw_error audit_workbook_made_at(lxw_workbook *workbook, time_t moment) {
    lxw_doc_properties properties = {.created = moment};
    return workbook_set_properties(workbook, &properties);
}
// `isList`: the formula names the cells with what may be chosen; otherwise it says whether the value is taken.
static inline lxw_error audit_worksheet_validate(
    lxw_worksheet *sheet, uint32_t row, uint16_t column, int isList, const char *formula, const char *title,
    const char *message, const char *refusal
) {
    lxw_data_validation validation = {
        .validate = isList ? LXW_VALIDATION_TYPE_LIST_FORMULA : LXW_VALIDATION_TYPE_CUSTOM_FORMULA,
        .value_formula = (char *)formula,
        .input_title = (char *)title,
        .input_message = (char *)message,
        .error_message = (char *)refusal,
        .error_type = LXW_VALIDATION_ERROR_TYPE_STOP,
    };
    return worksheet_data_validation_cell(sheet, row, column, &validation);
}
