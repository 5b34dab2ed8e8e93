// SPDX-License-Identifier: Apache-2.0
#include "core/control/server.hpp"

#include "core/control/address.hpp"
#include "core/control/frame_channel.hpp"

#include <brine/format.hpp>

#include <boost/asio/io_context.hpp>

#include <cerrno>
#include <csignal>
#include <functional>
#include <system_error>
#include <utility>

#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

namespace brine::core {
namespace {

using Protocol = boost::asio::local::stream_protocol;

// A client that reads slower than its job tells of progress misses some of that, not the answer.
constexpr std::size_t backlog_limit = 1000;

// Who is at the other end may be told from the socket itself. See unix(7), SO_PEERCRED.
std::string refusal_of_peer(int descriptor) {
    ucred peer{};
    socklen_t size = sizeof peer;
    if (::getsockopt(descriptor, SOL_SOCKET, SO_PEERCRED, &peer, &size) != 0)
        return "the client's user cannot be found out";
    if (peer.uid == 0 || peer.uid == ::geteuid()) return {};
    return format("user {} may not use this socket; it is for user {} and root", peer.uid,
                  ::geteuid());
}

// A socket file that only its owner can connect to, from its first moment on.
int listen_on(const std::string& path) {
    const sockaddr_un address = unix_address(path);
    const auto fail = [&] {
        throw std::system_error(errno, std::generic_category(), "cannot listen on '" + path + "'");
    };
    const int descriptor = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (descriptor < 0) fail();
    ::unlink(path.c_str());
    const mode_t before = ::umask(0177);
    const int bound =
        ::bind(descriptor, reinterpret_cast<const sockaddr*>(&address), sizeof address);
    const int error = errno;
    ::umask(before);
    errno = error;
    if (bound != 0 || ::listen(descriptor, SOMAXCONN) != 0) fail();
    return descriptor;
}

}  // namespace

class ControlServer::Impl {
  public:
    Impl(boost::asio::io_context& io, const std::string& path, JobManager& jobs, Status status,
         Log& log)
        : acceptor_(io, Protocol(), listen_on(path)),
          path_(path),
          jobs_(jobs),
          status_(std::move(status)),
          log_(log) {
        accept();
    }

    ~Impl() { ::unlink(path_.c_str()); }

    void stop_accepting() {
        boost::system::error_code ignored;  // nothing is left to be done about it
        acceptor_.close(ignored);
    }

  private:
    void accept() {
        acceptor_.async_accept(
            [this](const boost::system::error_code& error, Protocol::socket socket) {
                if (error == boost::asio::error::operation_aborted) return;
                if (error)
                    log_.write(Level::warning, "control",
                               format("cannot take a connection: {}", error.message()));
                else
                    serve(std::move(socket));
                accept();
            });
    }

    void serve(Protocol::socket socket) {
        auto channel = std::make_shared<FrameChannel>(std::move(socket));
        const std::weak_ptr<FrameChannel> weak = channel;
        const std::string refusal = refusal_of_peer(channel->native_handle());
        channel->start(
            [this, weak](const Value& request) {
                if (const auto open = weak.lock()) answer(open, request);
            },
            [this](const std::string& reason) {
                if (!reason.empty()) log_.write(Level::info, "control", reason);
            });
        if (refusal.empty()) return;
        send_error(*channel, refusal);
        channel->close_after_sending();
        log_.write(Level::warning, "control", refusal);
    }

    static void send_error(FrameChannel& channel, std::string_view message) {
        Arena arena;
        channel.send(Map(arena.memory()).add("type", "error").add("message", message).value());
    }

    // `content` is a map.
    static void send_answer(FrameChannel& channel, const Value& content) {
        Arena arena;
        channel.send(Map(arena.memory()).add("type", "answer").update(content).value());
    }

    void answer(const std::shared_ptr<FrameChannel>& channel, const Value& request) {
        Arena arena;
        const Memory memory = arena.memory();
        const std::string_view op = request["op"].str_or("");
        try {
            if (op == "run") {
                run(channel, request);
            } else if (op == "jobs") {
                List list(memory);
                for (const Job* job : jobs_.jobs()) list.add(to_value(memory, *job));
                send_answer(*channel, Map(memory).add("jobs", list.value()).value());
            } else if (op == "job") {
                send_answer(*channel,
                            Map(memory).add("job", job(memory, request["jid"].str())).value());
            } else if (op == "kill") {
                jobs_.kill(request["jid"].str(), signal_in(request["signal"]));
                send_answer(*channel, Map(memory).add("killed", true).value());
            } else if (op == "status") {
                send_answer(*channel, Map(memory).add("status", status_(memory)).value());
            } else {
                throw Error(format("there is no operation '{}'", op));
            }
        } catch (const Error& error) {
            send_error(*channel, error.what());
        }
    }

    static int signal_in(const Value& value) {
        const std::int64_t number = value.integer();
        if (number < 1 || number > SIGRTMAX) throw Error(format("{} is no signal", number));
        return static_cast<int>(number);
    }

    Value job(Memory memory, std::string_view jid) const {
        const Job* found = jobs_.find(jid);
        if (found == nullptr) throw Error(format("there is no job {}", jid));
        return Map(memory)
            .update(to_value(memory, *found))
            .set("outcome", found->outcome.get())
            .value();
    }

    void run(const std::shared_ptr<FrameChannel>& channel, const Value& request) {
        JobRequest job{.fun = std::string(request["fun"].str()),
                       .args = OwnedValue(request["args"]),
                       .kwargs = OwnedValue(request["kwargs"]),
                       .user = std::string(request["user"].str_or(""))};
        if (!job.args.get().is_list() || !job.kwargs.get().is_map())
            throw Error("'args' is a list and 'kwargs' a map");
        const bool wait = request["wait"].is_true();
        const std::string jid =
            jobs_.submit(std::move(job), wait ? listener_for(channel) : JobListener{});
        if (wait) return;
        Arena arena;
        send_answer(*channel, Map(arena.memory()).add("jid", jid).value());
    }

    // The job goes on when its client leaves; then there is nobody to tell.
    static JobListener listener_for(const std::weak_ptr<FrameChannel>& client) {
        return {.on_event =
                    [client](std::string_view tag, const Value& data) {
                        const auto channel = client.lock();
                        if (!channel || channel->backlog() > backlog_limit) return;
                        Arena arena;
                        channel->send(Map(arena.memory())
                                          .add("type", "event")
                                          .add("tag", tag)
                                          .add("data", data)
                                          .value());
                    },
                .on_end =
                    [client](const Job& job) {
                        if (const auto channel = client.lock())
                            send_answer(*channel, job.outcome.get());
                    }};
    }

    Protocol::acceptor acceptor_;
    std::string path_;
    JobManager& jobs_;
    Status status_;
    Log& log_;
};

ControlServer::ControlServer(boost::asio::io_context& io, const std::string& path, JobManager& jobs,
                             Status status, Log& log)
    : impl_(std::make_unique<Impl>(io, path, jobs, std::move(status), log)) {}

ControlServer::~ControlServer() = default;

void ControlServer::stop_accepting() { impl_->stop_accepting(); }

}  // namespace brine::core
