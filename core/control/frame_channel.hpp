// SPDX-License-Identifier: Apache-2.0
//
// The daemon's end of a connection that carries frames: a job's process or a control client.
#pragma once

#include "core/control/frame.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/write.hpp>

#include <array>
#include <deque>
#include <exception>
#include <functional>
#include <memory>
#include <string>
#include <utility>

namespace brine::core {

// Keeps itself alive while an operation is under way. Loop thread only.
class FrameChannel : public std::enable_shared_from_this<FrameChannel> {
  public:
    using Socket = boost::asio::local::stream_protocol::socket;
    using OnMessage = std::function<void(const Value& message)>;
    // `reason` is empty at a clean end of the stream.
    using OnEnd = std::function<void(const std::string& reason)>;

    explicit FrameChannel(Socket socket) : socket_(std::move(socket)) {}

    // Reads until the stream ends, breaks, or close() is called. The message is valid during
    // `on_message`.
    void start(OnMessage on_message, OnEnd on_end) {
        on_message_ = std::move(on_message);
        on_end_ = std::move(on_end);
        read_head();
    }

    // Queues a message. Ignored after the end.
    void send(const Value& message) {
        if (closed_) return;
        outgoing_.push_back(encode_frame(message));
        if (outgoing_.size() == 1) write_next();
    }

    // Bytes waiting to be sent: for callers that have to hold back.
    [[nodiscard]] std::size_t backlog() const noexcept { return outgoing_.size(); }

    // Ends the connection once what was queued is sent.
    void close_after_sending() {
        closing_ = true;
        if (outgoing_.empty()) close();
    }

    // No callback is called any more.
    void close() {
        closed_ = true;
        on_message_ = nullptr;
        on_end_ = nullptr;
        boost::system::error_code ignored;  // closing cannot fail in a way that matters
        socket_.close(ignored);
    }

    [[nodiscard]] int native_handle() { return socket_.native_handle(); }

  private:
    void read_head() {
        boost::asio::async_read(socket_, boost::asio::buffer(head_),
                                [self = shared_from_this()](const auto& error, std::size_t got) {
                                    if (error) return self->end(got == 0, error.message());
                                    self->read_body();
                                });
    }

    void read_body() {
        try {
            body_.resize(decode_head(head_.data()));
        } catch (const std::exception& error) {
            return end(false, error.what());
        }
        boost::asio::async_read(socket_, boost::asio::buffer(body_),
                                [self = shared_from_this()](const auto& error, std::size_t) {
                                    if (error) return self->end(false, error.message());
                                    self->deliver();
                                });
    }

    void deliver() {
        try {
            Arena arena;
            const Value message = decode_body(arena.memory(), body_);
            body_ = {};
            if (const OnMessage handler = on_message_) handler(message);
        } catch (const std::exception& error) {
            return end(false, error.what());
        }
        if (!closed_) read_head();
    }

    void write_next() {
        boost::asio::async_write(socket_, boost::asio::buffer(outgoing_.front()),
                                 [self = shared_from_this()](const auto& error, std::size_t) {
                                     if (error) return self->end(false, error.message());
                                     self->outgoing_.pop_front();
                                     if (!self->outgoing_.empty()) return self->write_next();
                                     if (self->closing_) self->close();
                                 });
    }

    void end(bool clean, const std::string& reason) {
        if (closed_) return;
        const OnEnd handler = on_end_;
        close();
        if (handler) handler(clean ? std::string() : reason);
    }

    Socket socket_;
    OnMessage on_message_;
    OnEnd on_end_;
    std::array<char, frame_head> head_{};
    std::string body_;
    std::deque<std::string> outgoing_;
    bool closing_ = false;
    bool closed_ = false;
};

}  // namespace brine::core
