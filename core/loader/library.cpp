// SPDX-License-Identifier: Apache-2.0
#include "core/loader/library.hpp"

#include "core/loader/file_rules.hpp"

#include <brine/format.hpp>

#include <algorithm>
#include <deque>
#include <exception>
#include <map>
#include <mutex>
#include <string_view>
#include <vector>

#include <boost/dll/library_info.hpp>
#include <boost/dll/shared_library.hpp>

namespace brine::core {
namespace {

constexpr std::string_view symbol_prefix = "brine_plugin_v";

// The exported names, read from the file itself. Error when it is not a whole ELF library.
std::vector<std::string> exported_symbols(const std::string& path) {
    try {
        boost::dll::library_info info{boost::dll::fs::path(path)};
        return info.symbols();
    } catch (const std::exception&) {
        throw Error("is not a shared library, or is damaged; build it with brine_add_plugin()");
    }
}

// The path as the system's loader gets it. It takes two equal paths for the same library, even
// if the file behind them was replaced, so each mapping is spelt in its own way. The directory
// stays the same, and with it what $ORIGIN means inside the library.
std::string spelling(const std::string& path, std::size_t mapped_before) {
    const std::size_t name = path.rfind('/') + 1;  // 0 when there is no directory
    std::string spelt = name == 0 ? "./" : path.substr(0, name);
    for (std::size_t n = 0; n < mapped_before; ++n) spelt += "./";
    return spelt + path.substr(name);
}

// Files that were mapped from each path, so that a changed one is told from the same one.
std::string next_spelling(const std::string& path) {
    static std::mutex mutex;
    static std::map<std::string, std::vector<FileStamp>> mapped;
    FileStamp stamp;
    if (const std::string refusal = file_refusal(path, stamp); !refusal.empty())
        throw Error(refusal);
    const std::lock_guard lock(mutex);
    std::vector<FileStamp>& files = mapped[path];
    for (std::size_t n = 0; n < files.size(); ++n) {
        if (files[n].device != stamp.device || files[n].inode != stamp.inode) continue;
        if (files[n].modified != stamp.modified || files[n].size != stamp.size)
            throw Error(
                "was overwritten in place while in use; replace plugins by renaming a new "
                "file over the old one (install, mv), and restart this program");
        return spelling(path, n);
    }
    files.push_back(stamp);
    return spelling(path, files.size() - 1);
}

}  // namespace

void require_plugin_symbol(const std::string& path) {
    const std::vector<std::string> symbols = exported_symbols(path);
    if (std::find(symbols.begin(), symbols.end(), BRINE_PLUGIN_SYMBOL) != symbols.end()) return;
    for (const std::string& symbol : symbols)
        if (symbol.starts_with(symbol_prefix))
            throw Error(
                format("is built for ABI major {}, this host has major {}; build it with "
                       "an SDK of major {}",
                       symbol.substr(symbol_prefix.size()), BRINE_ABI_MAJOR, BRINE_ABI_MAJOR));
    throw Error(format("does not export {}; it is no plugin, or BRINE_PLUGIN is missing in it",
                       BRINE_PLUGIN_SYMBOL));
}

// Room for one more library. None is ever unmapped, because threads, exit handlers and values may
// refer to it, so what holds them is not destroyed either. Any thread.
boost::dll::shared_library& kept_library() {
    static std::mutex mutex;
    static auto* const libraries = new std::deque<boost::dll::shared_library>;
    const std::scoped_lock lock(mutex);
    return libraries->emplace_back();
}

const brine_plugin& map_library(const std::string& path) {
    using boost::dll::load_mode::rtld_local;
    using boost::dll::load_mode::rtld_now;
    const std::string spelt = next_spelling(path);
    boost::dll::shared_library& library = kept_library();
    try {
        library.load(boost::dll::fs::path(spelt), rtld_now | rtld_local);
        return library.get<const brine_plugin>(BRINE_PLUGIN_SYMBOL);
    } catch (const std::exception& error) {
        throw Error(
            format("cannot be loaded: {}; `ldd -r '{}'` shows what it misses", error.what(), path));
    }
}

}  // namespace brine::core
