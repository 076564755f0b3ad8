// SPDX-License-Identifier: GPL-2.0-or-later
#include "keyfile/import_charon.h"
#include "keyfile/import_cisco.h"
#include "keyfile/import_iked.h"
#include "keyfile/import_pluto.h"
#include "keyfile/import_secrets.h"
#include "keyfile/import_wireshark.h"
#include "keyfile/import_xfrm.h"
#include "keyfile/importer.h"

namespace ikev2::keyfile {

std::vector<std::unique_ptr<Importer>> make_importers(Findings& findings) {
    std::vector<std::unique_ptr<Importer>> importers;
    importers.push_back(std::make_unique<CharonImporter>(findings));
    importers.push_back(std::make_unique<Ikev2TableImporter>(findings));
    importers.push_back(std::make_unique<EspTableImporter>(findings));
    importers.push_back(std::make_unique<PlutoImporter>(findings));
    importers.push_back(std::make_unique<IkedImporter>(findings));
    importers.push_back(std::make_unique<XfrmImporter>(findings));
    importers.push_back(std::make_unique<SwanctlImporter>(findings));
    importers.push_back(std::make_unique<IpsecSecretsImporter>(findings));
    importers.push_back(std::make_unique<CiscoImporter>(findings));
    return importers;
}

}  // namespace ikev2::keyfile
