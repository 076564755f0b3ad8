# Makes the seeds of a fuzz target, and runs it on them and on what the fuzzer once found.
# SPDX-License-Identifier: GPL-2.0-or-later
execute_process(COMMAND ${PYTHON} ${SEEDS} ${TARGET} ${FOLDER} COMMAND_ERROR_IS_FATAL ANY)
set(inputs ${FOLDER})
if(EXISTS ${REGRESSIONS})
  list(APPEND inputs ${REGRESSIONS})
endif()
execute_process(COMMAND ${PROGRAM} ${inputs} COMMAND_ERROR_IS_FATAL ANY)
