"""Fee documents as a procedure pack holds them."""

from copy import deepcopy
from typing import Any

YEN_300_A_COPY: dict[str, Any] = {
    "id": "juminhyo-fee",
    "kind": "price",
    "name": {"ja": "住民票の写しの手数料"},
    "unit": "yen",
    "editions": [
        {"valid_from": "2024-04-01", "source": "手数料条例別表", "rows": {"copy": 300}},
        {"valid_from": "2026-04-01", "confidence": "low", "rows": {"copy": 350}},
    ],
}

ROOMS: dict[str, Any] = {
    "id": "kominkan-rooms",
    "kind": "price",
    "name": {"ja": "公民館使用料"},
    "unit": "yen",
    "editions": [{"valid_from": "2024-04-01", "rows": {"hall:morning": 3000, "hall:night": 4205}}],
}

EQUIPMENT: dict[str, Any] = {
    "id": "kominkan-equipment",
    "kind": "price",
    "name": {"ja": "備付物件使用料"},
    "unit": "yen",
    "editions": [{"valid_from": "2024-04-01", "rows": {"piano": 1000, "projector": 500}}],
}

LETTER: dict[str, Any] = {
    "id": "postage",
    "kind": "postage",
    "name": {"ja": "郵送料"},
    "unit": "yen",
    "editions": [
        {
            "valid_from": "2024-10-01",
            "rows": {
                "steps": [{"up_to_grams": 50, "yen": 110}, {"up_to_grams": 100, "yen": 180}],
                "express": [{"up_to_grams": 250, "yen": 300}],
                "grams_per_item": 5,
                "envelope_grams": 10,
            },
        }
    ],
}


def certificate_policy() -> dict[str, Any]:
    return {
        "withdrawn_before_review": {"percent": 100},
        "withdrawn_after_review": {"percent": 0},
        "refused": "clerk_decides",
        "citys_fault": {"percent": 100},
    }


def certificate_fee() -> dict[str, Any]:
    """A fee by the copy, with postage, free for a public purpose."""
    return {
        "timing": "on_filing",
        "methods": ["credit_card", "cash_counter"],
        "note": {
            "ja": "1通300円",
            "en": "300 yen a copy",
            "ja-easy": "1通《つう》300円《えん》です。",
        },
        "confidence": "high",
        "free_if": {"==": [{"var": ["purpose"]}, "public"]},
        "lines": [
            {
                "key": "copies",
                "label": {"ja": "住民票の写し"},
                "unit_price": {"table": "juminhyo-fee", "row": "copy"},
                "quantity": {"var": ["copies"]},
                "account": "koseki-jumin.juminhyo",
                "tax": "non_taxable",
                "refund": "certificate",
            }
        ],
        "postage": {
            "when": {"==": [{"var": ["delivery"]}, "post"]},
            "table": "postage",
            "items": {"var": ["copies"]},
            "express": {"var": ["express"]},
            "account": "yubin.yuso",
            "tax": "non_taxable",
            "label": {"ja": "郵送料"},
        },
        "refunds": {"certificate": certificate_policy()},
    }


def facility_fee() -> dict[str, Any]:
    """A room by the slot, equipment by the piece, surcharges and reductions."""
    return {
        "timing": "after_review",
        "methods": ["credit_card", "qr"],
        "lines": _facility_lines(),
        "adjustments": _facility_adjustments(),
        "rounding": {"unit_yen": 10, "mode": "floor"},
        "refunds": {
            "booking": {
                **certificate_policy(),
                "cancelled": [
                    {"days_before": 30, "percent": 90},
                    {"days_before": 15, "percent": 50},
                ],
            }
        },
    }


def _facility_lines() -> list[dict[str, Any]]:
    return [
        _facility_line(
            key="room",
            label={"ja": "室使用料"},
            for_each="use_slots",
            unit_price={
                "table": "kominkan-rooms",
                "row": [{"var": ["facility"]}, {"var": ["slot"]}],
            },
        ),
        _facility_line(
            key="equipment",
            label={"ja": "備付物件"},
            for_each="equipment",
            unit_price={"table": "kominkan-equipment", "row": {"var": ["item"]}},
            quantity={"var": ["item_qty"]},
            when={"==": [{"var": ["needs_equipment"]}, True]},
        ),
    ]


def _facility_adjustments() -> list[dict[str, Any]]:
    return [
        _adjustment("admission", "入場料の加算", 100, {"var": ["admission"]}),
        _adjustment("commercial", "営利の加算", 100, {"var": ["commercial"]}),
        _adjustment(
            "both",
            "入場料かつ営利の加算",
            300,
            {"and": [{"var": ["admission"]}, {"var": ["commercial"]}]},
            exclusive_with=["admission", "commercial"],
        ),
        _adjustment(
            "half",
            "登録自主学習グループの減額",
            -50,
            {"==": [{"var": ["reduction"]}, "half"]},
            clause="使用料条例第9条第2号",
            needs_decision=True,
        ),
        _adjustment(
            "city",
            "市主催の免除",
            -100,
            {"==": [{"var": ["organiser"]}, "city"]},
            of=["room", "equipment", "admission", "commercial", "both"],
        ),
    ]


def _facility_line(**settings: Any) -> dict[str, Any]:
    return {
        "account": "kyoiku.kominkan",
        "tax": "taxable_10",
        "refund": "booking",
        **settings,
    }


def _adjustment(
    key: str, label: str, percent: int, when: dict[str, Any], **settings: Any
) -> dict[str, Any]:
    return {
        "key": key,
        "label": {"ja": label},
        "of": ["room"],
        "percent": percent,
        "when": when,
        **settings,
    }


def broken(document: dict[str, Any], path: tuple[str | int, ...], value: object) -> dict[str, Any]:
    """Return the document with one value changed or added."""
    changed: dict[str, Any] = deepcopy(document)
    place: Any = changed
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    return changed
