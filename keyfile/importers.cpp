// SPDX-License-Identifier: GPL-2.0-or-later
#include "keyfile/import_charon.h"
#include "keyfile/importer.h"

namespace ikev2::keyfile {

std::vector<std::unique_ptr<Importer>> make_importers(Findings& findings) {
    std::vector<std::unique_ptr<Importer>> importers;
    importers.push_back(std::make_unique<CharonImporter>(findings));
    return importers;
}

}  // namespace ikev2::keyfile
