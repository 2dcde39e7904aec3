"""Reviews as files to download: the address that the review page links to."""

from __future__ import annotations

from fastapi import FastAPI, Request
from fastapi.responses import PlainTextResponse, Response, StreamingResponse

from qa import AnswerLog, LogError, render_csv, render_xlsx
from ui.staff.review_fields import read_filter
from ui.staff.review_view import EXPORT

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def add_export(app: FastAPI, log: AnswerLog) -> None:
    """Serve /staff/export/csv and /staff/export/xlsx; the parameters are those of the filter form."""

    def export(kind: str, request: Request) -> Response:
        wanted = read_filter(request.query_params)
        headers = {
            "content-disposition": f'attachment; filename="answers.{kind}"',
            "cache-control": "no-store",
        }
        try:
            log.find(wanted)  # an unreachable log is told now, not in the middle of a file
            if kind == "csv":
                pieces = render_csv(log.each(wanted))
                return StreamingResponse(pieces, media_type="text/csv; charset=utf-8", headers=headers)
            if kind == "xlsx":
                return Response(render_xlsx(log.each(wanted)), media_type=_XLSX, headers=headers)
        except LogError as error:
            return PlainTextResponse(str(error), 503)
        return PlainTextResponse("There is no such format.", 404)

    app.add_api_route(f"{EXPORT}/{{kind}}", export, methods=["GET"])
