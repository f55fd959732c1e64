"""Our end of pygls's protocol: plain JSON in and out, one route a method, and an answer to whatever a client sends."""

from __future__ import annotations

import asyncio
import inspect
import itertools
import json
import logging
from collections.abc import Callable
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any

from pygls.exceptions import (
    JsonRpcException,
    JsonRpcInternalError,
    JsonRpcInvalidParams,
    JsonRpcInvalidRequest,
    JsonRpcMethodNotFound,
    JsonRpcParseError,
    JsonRpcRequestCancelled,
)
from pygls.protocol import LanguageServerProtocol

from vaultls.features.answer import Refusal
from vaultls.lsp.decode import Invalid
from vaultls.lsp.encode.encoder import Raw

if TYPE_CHECKING:
    from vaultls.lsp.language_server import Server
    from vaultls.lsp.routes import Route

log = logging.getLogger(__name__)

_dump = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_dump_ascii = json.JSONEncoder(separators=(",", ":")).encode

NOT_INITIALIZED = -32002
REQUEST_FAILED = -32803


def body(message: dict[str, Any]) -> bytes:
    """A message as UTF-8. A lone surrogate, which UTF-8 can't hold, is written as JSON's escape."""
    try:
        return _dump(message).encode()
    except UnicodeEncodeError:
        return _dump_ascii(message).encode()


class Protocol(LanguageServerProtocol):
    """pygls's protocol without its converter, its built-in handlers and its copies of texts: those cost more than our answers.

    Of pygls it keeps the transport, the bookkeeping of our own requests, and the errors.
    """

    _server: Server

    def __init__(self, server: Any, converter: Any) -> None:
        super().__init__(server, converter)
        self.routes: dict[str, Route] = {}
        self.initialized = False
        self._running: dict[Any, asyncio.Task[Any]] = {}
        self._numbers = itertools.count(1)

    def _register_builtin_features(self) -> None:
        """None: every method is in our routes."""

    @property
    def is_shut_down(self) -> bool:
        """Whether the client has asked for the end."""
        return self._shutdown

    def shut_down(self) -> None:
        """Take nothing but `exit` from now on."""
        self._shutdown = True
        for task in self._running.values():
            task.cancel()

    # In

    def receive(self, data: bytes, ahead: Callable[[Any], bool]) -> None:
        """Handle one message's body. `ahead(id)`: whether a cancellation of that request waits behind it."""
        try:
            message = json.loads(data)
        except (ValueError, RecursionError) as error:
            log.warning("a message is no JSON: %s", error)
            self._fail(None, JsonRpcParseError())
            return
        if not isinstance(message, dict):
            self._fail(None, JsonRpcInvalidRequest())
            return
        id_, method = message.get("id"), message.get("method")
        if isinstance(id_, (dict, list, bool, float)):
            self._fail(None, JsonRpcInvalidRequest())
        elif isinstance(method, str):
            if "id" in message and id_ is not None:
                self._request(id_, method, message.get("params"), ahead)
            else:
                self._notification(method, message.get("params"))
        elif id_ is not None and ("result" in message or "error" in message):
            self._response(id_, message)
        else:
            self._fail(id_, JsonRpcInvalidRequest())

    def _request(self, id_: Any, method: str, params: Any, ahead: Callable[[Any], bool]) -> None:
        route = self.routes.get(method)
        if not self.initialized and method != "initialize":
            self._fail(id_, JsonRpcException("The server is not initialized yet", code=NOT_INITIALIZED))
        elif self._shutdown or (self.initialized and method == "initialize"):
            self._fail(id_, JsonRpcInvalidRequest())
        elif route is None:
            self._fail(id_, JsonRpcMethodNotFound.of(method))
        elif id_ in self._running:
            self._fail(id_, JsonRpcInvalidRequest())
        elif ahead(id_):
            self._fail(id_, JsonRpcRequestCancelled())
        else:
            try:
                result = route.handler(self._server, _object(params))
            except Exception as error:
                self._fail(id_, error, method)
                return
            if inspect.iscoroutine(result):
                task = self._running[id_] = asyncio.ensure_future(result)
                task.add_done_callback(lambda done: self._finished(id_, method, done))
            else:
                self._answer(id_, method, result)

    def _finished(self, id_: Any, method: str, task: asyncio.Task[Any]) -> None:
        self._running.pop(id_, None)
        if task.cancelled():
            self._fail(id_, JsonRpcRequestCancelled())
        elif (error := task.exception()) is not None:
            self._fail(id_, error, method)
        else:
            self._answer(id_, method, task.result())

    def _notification(self, method: str, params: Any) -> None:
        if method == "$/cancelRequest":
            task = (
                self._running.get(params.get("id")) if isinstance(params, dict) and _is_id(params.get("id")) else None
            )
            if task is not None:
                task.cancel()
            return
        route = self.routes.get(method)
        if route is None or (method != "exit" and (not self.initialized or self._shutdown)):
            return
        try:
            result = route.handler(self._server, _object(params))
            if inspect.iscoroutine(result):
                asyncio.ensure_future(result).add_done_callback(lambda task: self._told(method, task))
        except Invalid as error:
            log.warning("%s is ignored: %s", method, error)
        except Exception:
            log.exception("%s has failed", method)

    @staticmethod
    def _told(method: str, task: asyncio.Task[Any]) -> None:
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("%s has failed", method, exc_info=error)

    def _response(self, id_: Any, message: dict[str, Any]) -> None:
        """The client's answer to a request of ours."""
        future = self._request_futures.pop(id_, None)
        if future is None or not future.set_running_or_notify_cancel():
            return
        error = message.get("error")
        if error is None:
            future.set_result(message.get("result"))
        else:
            future.set_exception(JsonRpcException(str(error.get("message") if isinstance(error, dict) else error)))

    # Out

    def _answer(self, id_: Any, method: str, result: Any) -> None:
        try:
            if isinstance(result, Raw):
                self._write(b'{"jsonrpc":"2.0","id":%b,"result":%b}' % (_dump_ascii(id_).encode(), result.encode()))
            else:
                self._write(body({"jsonrpc": "2.0", "id": id_, "result": result}))
        except (TypeError, ValueError, RecursionError) as error:  # a feature's `data` that is no JSON
            self._fail(id_, error, method)

    def _fail(self, id_: Any, error: BaseException, method: str = "") -> None:
        """Answer with an error. What isn't the asker's doing is logged with its trace."""
        if isinstance(error, Refusal):
            code, message = REQUEST_FAILED, str(error)
        elif isinstance(error, Invalid):
            code, message = JsonRpcInvalidParams.CODE, str(error)
        elif isinstance(error, JsonRpcException):
            code, message = error.code or JsonRpcInternalError.CODE, error.message or str(error)
        else:
            code, message = JsonRpcInternalError.CODE, f"{type(error).__name__}: {error}"
            log.error("%s has failed", method, exc_info=error)
        self._write(body({"jsonrpc": "2.0", "id": id_, "error": {"code": code, "message": message}}))

    def notify(self, method: str, params: Any | None = None) -> None:
        """Send a notification with plain JSON values."""
        self._write(body({"jsonrpc": "2.0", "method": method, "params": params}))

    def send_request(
        self, method: str, params: Any | None = None, callback: Any = None, msg_id: Any = None
    ) -> Future[Any]:
        """Send a request with plain JSON values; the future gets the plain result, or JsonRpcException."""
        id_ = msg_id if msg_id is not None else f"vaultls-{next(self._numbers)}"
        future: Future[Any] = Future()
        if callback is not None:
            future.add_done_callback(lambda done: callback(done.result()))
        self._request_futures[id_] = future
        message = {"jsonrpc": "2.0", "id": id_, "method": method}
        self._write(body(message if params is None else {**message, "params": params}))
        return future

    def _write(self, data: bytes) -> None:
        if self.writer is not None:
            self.writer.write(b"Content-Length: %d\r\n\r\n%b" % (len(data), data))


def _object(params: Any) -> dict[str, Any]:
    """A method's parameters; ours are objects or nothing."""
    if params is None:
        return {}
    if not isinstance(params, dict):
        raise Invalid("the parameters must be an object")
    return params


def _is_id(value: Any) -> bool:
    return isinstance(value, (str, int))
